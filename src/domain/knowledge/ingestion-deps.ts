/** What ingestion needs. Each step names the part that it uses. */

import type { Clock } from '#kernel/clock';
import type { NewId } from '#kernel/id';
import type { JobProgress } from '#kernel/job';
import type { Database } from '#kernel/transact';
import type { BlobStore, DocumentParser, KnowledgeStore, SourceReader, UploadStage } from './ports.ts';

export interface IngestionDeps {
  readonly database: Database;
  readonly store: KnowledgeStore;
  readonly parser: DocumentParser;
  readonly blobs: BlobStore;
  readonly sources: SourceReader;
  readonly uploads: UploadStage;
  readonly newId: NewId;
  readonly clock: Clock;
  readonly limits: IngestionLimits;
}

export interface IngestionLimits {
  /** Largest original file, bytes. */
  readonly documentBytes: number;
  /** Documents parsed at the same time. */
  readonly parallel: number;
}

export const DEFAULT_INGESTION_LIMITS: IngestionLimits = { documentBytes: 100 * 1024 * 1024, parallel: 2 };

/** How a long use case is stopped and followed. */
export interface Following {
  readonly signal?: AbortSignal;
  report?(progress: JobProgress): Promise<void> | void;
}
