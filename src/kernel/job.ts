/**
 * Long work. A job is defined once (kind, payload schema, handler) and can run at once or be queued.
 * "done" is recorded after the effect is visible; a lease that is not renewed lets another worker take over.
 */

import type { z } from 'zod';
import type { ErrorReport } from './errors.ts';
import type { Id } from './id.ts';
import type { Json } from './json.ts';
import type { Principal } from './principal.ts';

export type JobState = 'queued' | 'active' | 'done' | 'failed' | 'cancelled';

export interface JobProgress {
  /** What is being done now, as a stable word: `planning`, `parsing`, `indexing`. */
  readonly stage: string;
  readonly done: number;
  /** Null while not yet known. */
  readonly total: number | null;
  /** The item in hand, for people: a document name. */
  readonly item?: string;
  /** Items that failed without stopping the job. */
  readonly failed?: number;
}

export interface JobRecord {
  readonly id: Id;
  readonly workspaceId: Id;
  readonly kind: string;
  readonly payload: Json;
  readonly state: JobState;
  readonly progress: JobProgress | null;
  readonly result: Json;
  readonly error: ErrorReport | null;
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly cancelRequested: boolean;
  /** True once `maxAttempts` is used up: kept for a person to look at, never retried by itself. */
  readonly dead: boolean;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

export interface JobContext {
  readonly jobId: Id;
  readonly principal: Principal;
  /** 1 on the first try. */
  readonly attempt: number;
  /** Aborts when somebody cancels, when the lease is lost, or at shutdown. */
  readonly signal: AbortSignal;
  report(progress: JobProgress): Promise<void>;
}

export interface JobDefinition<Payload extends Json = Json, Result extends Json = Json> {
  readonly kind: string;
  readonly payload: z.ZodType<Payload>;
  readonly maxAttempts: number;
  handle(context: JobContext, payload: Payload): Promise<Result>;
}
