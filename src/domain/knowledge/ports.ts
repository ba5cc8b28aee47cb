/** Door for adapters: what knowledge needs from parsers, blobs, a folder and a database. */

import type { Id } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import type { ReadTx, WriteTx } from '#kernel/transact';
import type {
  Block,
  Box,
  Chunk,
  Document,
  DocumentPosting,
  DocumentVersion,
  KnowledgeBase,
  PageSpan,
  ParsedDocument,
  Source,
  SourceKind,
} from './document.ts';

export type * from './document.ts';

/** Reads one document in isolation, within limits of time and memory. */
export interface DocumentParser {
  /**
   * The parser that would read these bytes, as `name@version`, or null when no parser does.
   * Decided by content first and by the file name only where content cannot tell.
   */
  identify(bytes: Uint8Array, name: string): Promise<string | null>;
  /**
   * @throws InputError `DOCUMENT_EMPTY`, `DOCUMENT_ENCRYPTED`, `DOCUMENT_DAMAGED`, `DOCUMENT_TYPE_UNKNOWN`,
   *   `DOCUMENT_TOO_LARGE`, `DOCUMENT_HAS_NO_TEXT`
   * @throws WorkerError `PARSER_TIMEOUT`, `PARSER_OUT_OF_MEMORY`, `PARSER_CRASHED`
   */
  parse(bytes: Uint8Array, name: string, signal?: AbortSignal): Promise<ParsedDocument>;
}

/** Immutable bytes by their SHA-256 (hex). */
export interface BlobStore {
  /** Durable when it resolves; writing the same bytes again costs nothing. */
  put(bytes: Uint8Array): Promise<string>;
  /** @throws StorageError `BLOB_MISSING` */
  get(hash: string): Promise<Uint8Array>;
  has(hash: string): Promise<boolean>;
  delete(hash: string): Promise<void>;
}

export interface SourceFile {
  /** Source-relative POSIX path in NFC. */
  readonly name: string;
  readonly sizeBytes: number;
  read(): Promise<Uint8Array>;
}

/** Lists what a folder (or one file) holds now. Hidden files, links that leave the folder and sockets are left out. */
export interface SourceReader {
  /** @throws InputError `PATH_NOT_FOUND`, `PATH_NOT_READABLE` */
  open(path: string): Promise<{ readonly root: string; readonly single: boolean; files(): AsyncIterable<SourceFile> }>;
}

/** What is known of a document before its new bytes are read: enough to plan. */
export interface DocumentFingerprint {
  readonly documentId: Id;
  readonly name: string;
  readonly originalHash: string | null;
  readonly pipeline: string | null;
  readonly failed: boolean;
  readonly groupIds: readonly Id[];
}

export interface NewVersion {
  readonly version: DocumentVersion;
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly boxes: readonly Box[];
  readonly pages: readonly PageSpan[];
  readonly chunks: readonly Chunk[];
  readonly postings: readonly DocumentPosting[];
}

export interface DocumentFilter {
  readonly knowledgeBaseIds?: readonly Id[];
  /** Part of the name or title. */
  readonly query?: string;
  readonly state?: Document['state'];
  readonly limit: number;
  /** Name of the last document of the previous page. */
  readonly after?: string;
}

/**
 * Every method that takes a Principal applies permission inside the query: what the principal may not see is absent.
 * Methods without one are for ingestion, which manages documents whether or not their reader sees them.
 */
export interface KnowledgeStore {
  createKnowledgeBase(tx: WriteTx, knowledgeBase: KnowledgeBase): Promise<void>;
  setKnowledgeBaseGroups(tx: WriteTx, id: Id, groupIds: readonly Id[]): Promise<void>;
  listKnowledgeBases(tx: ReadTx, principal: Principal): Promise<readonly KnowledgeBase[]>;
  /** By id or by name. */
  findKnowledgeBase(tx: ReadTx, principal: Principal, idOrName: string): Promise<KnowledgeBase | null>;

  ensureSource(tx: WriteTx, source: Source): Promise<Source>;
  listSources(tx: ReadTx, knowledgeBaseId: Id): Promise<readonly Source[]>;
  fingerprints(tx: ReadTx, sourceId: Id): Promise<readonly DocumentFingerprint[]>;

  /**
   * Creates the document when it is new, adds the version, replaces chunks, postings and statistics of the version
   * before, and moves the knowledge base's index version: one transaction, all or nothing.
   */
  saveVersion(
    tx: WriteTx,
    document: { id: Id; sourceId: Id; knowledgeBaseId: Id; name: string; groupIds: readonly Id[] },
    added: NewVersion,
  ): Promise<void>;
  /** Records why the newest bytes could not be read; an earlier version stays as it is. */
  saveFailure(
    tx: WriteTx,
    document: { id: Id; sourceId: Id; knowledgeBaseId: Id; name: string; groupIds: readonly Id[] },
    failure: {
      code: string;
      message: string;
      remedy: string;
      originalHash: string;
      mediaType: string;
      sizeBytes: number;
      pipeline: string;
    },
  ): Promise<void>;
  /** Removes the document with its versions, chunks, postings and statistics. */
  removeDocument(tx: WriteTx, documentId: Id): Promise<void>;
  setDocumentGroups(tx: WriteTx, documentId: Id, groupIds: readonly Id[]): Promise<void>;

  listDocuments(tx: ReadTx, principal: Principal, filter: DocumentFilter): Promise<readonly Document[]>;
  findDocument(tx: ReadTx, principal: Principal, documentId: Id): Promise<Document | null>;
  listVersions(tx: ReadTx, principal: Principal, documentId: Id): Promise<readonly DocumentVersion[]>;
  /** The stored text and layout of one version. */
  readVersion(
    tx: ReadTx,
    principal: Principal,
    documentId: Id,
    version: number,
  ): Promise<{
    version: DocumentVersion;
    text: string;
    blocks: readonly Block[];
    boxes: readonly Box[];
    pages: readonly PageSpan[];
  } | null>;
  /** Chunks of the current version, in order. */
  listChunks(tx: ReadTx, principal: Principal, documentId: Id): Promise<readonly Chunk[]>;
}

export type { KnowledgeBase, ParsedDocument, Source, SourceKind };
