/** Door for adapters: what knowledge needs from parsers, blobs, a folder and a database. */

import type { MedidaError } from '#kernel/errors';
import type { Id } from '#kernel/id';
import type { Json } from '#kernel/json';
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
export { documentChangedMeanwhile } from './errors.ts';

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
  /**
   * Removes the bytes that were last put before a time and that are not among those kept, of which `kept` is asked many
   * at a time. What is put meanwhile stays. Returns how many went.
   */
  prune(before: Date, kept: (hashes: readonly string[]) => Promise<ReadonlySet<string>>): Promise<number>;
}

export interface SourceFile {
  /** Source-relative POSIX path in NFC. */
  readonly name: string;
  readonly sizeBytes: number;
  read(): Promise<Uint8Array>;
}

/** Something of a folder that could not be looked into, so that nothing is known of what lies beneath it. */
export interface UnreadablePlace {
  /** Like the name of a file; whatever has this name, or one that goes on with `/` after it, may still be there. */
  readonly name: string;
  readonly unreadable: MedidaError;
}

/** Lists what a folder (or one file) holds now. Hidden files, links that leave the folder and sockets are left out. */
export interface SourceReader {
  /** @throws InputError `PATH_NOT_FOUND`, `PATH_NOT_READABLE` */
  open(path: string): Promise<{
    readonly root: string;
    readonly single: boolean;
    files(): AsyncIterable<SourceFile | UnreadablePlace>;
  }>;
}

/** A file of an upload, waiting to be applied. */
export interface StagedFile {
  /** As the sender named it; not to be trusted. */
  readonly name: string;
  readonly sizeBytes: number;
}

export interface StagedUpload {
  readonly id: Id;
  readonly workspaceId: Id;
  readonly knowledgeBaseId: Id;
  /** Kind and id of the principal who sent it: nobody else applies or discards it. */
  readonly sentBy: string;
  /** Groups for its documents; null takes those of the knowledge base. */
  readonly groupIds: readonly Id[] | null;
  readonly createdAt: Date;
  readonly files: readonly StagedFile[];
  /** What applying it gave, once it was applied; its bytes are gone then. */
  readonly result: Json;
}

export interface IncomingFile {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Keeps uploaded bytes from the moment they were sent until somebody applies or discards them. */
export interface UploadStage {
  /**
   * Reads the files one after the other; all of it becomes visible at once, or nothing does. Bytes of a file beyond
   * `maximumBytes` are counted and dropped, so that the plan can refuse it.
   */
  save(
    upload: Omit<StagedUpload, 'files' | 'result'>,
    files: AsyncIterable<IncomingFile>,
    maximumBytes: number,
    signal?: AbortSignal,
  ): Promise<StagedUpload>;
  find(id: Id): Promise<StagedUpload | null>;
  /** In the order of `files`. @throws StorageError `UPLOAD_GONE` once it was applied */
  read(id: Id, position: number): Promise<Uint8Array>;
  /** Keeps the result and drops the bytes. */
  finish(id: Id, result: Json): Promise<void>;
  discard(id: Id): Promise<void>;
  /** Discards everything that was sent before; how many. */
  expire(before: Date): Promise<number>;
}

/** What is known of a document before its new bytes are read: enough to plan. */
export interface DocumentFingerprint {
  readonly documentId: Id;
  readonly name: string;
  readonly originalHash: string | null;
  readonly pipeline: string | null;
  readonly failed: boolean;
  readonly groupIds: readonly Id[];
  /** Number of the current version; 0 when none was ever read. */
  readonly version: number;
  readonly sizeBytes: number;
}

/** What a document is filed under, whether its bytes could be read or not. */
export interface DocumentPlace {
  readonly id: Id;
  readonly sourceId: Id;
  readonly knowledgeBaseId: Id;
  readonly name: string;
  readonly groupIds: readonly Id[];
}

/** Why the newest bytes could not be read. */
export interface DocumentFailure {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  readonly originalHash: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly pipeline: string;
  readonly at: Date;
}

export interface DocumentCounts {
  readonly documents: number;
  readonly failed: number;
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

/** The stored text and layout of one version. */
export interface VersionContent {
  /** Name of the document. */
  readonly name: string;
  readonly version: DocumentVersion;
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly boxes: readonly Box[];
  readonly pages: readonly PageSpan[];
}

export interface DocumentFilter {
  readonly knowledgeBaseIds?: readonly Id[];
  /** Part of the name or title. */
  readonly query?: string;
  readonly state?: Document['state'];
  readonly limit: number;
  /** Last document of the previous page. */
  readonly after?: { readonly name: string; readonly id: Id };
}

/**
 * Every method that takes a Principal applies permission inside the query: what the principal may not see is absent.
 * Methods without one are for ingestion, which manages documents whether or not their reader sees them.
 */
export interface KnowledgeStore {
  /** False, and nothing is written, when the workspace has one of that name. */
  createKnowledgeBase(tx: WriteTx, knowledgeBase: KnowledgeBase): Promise<boolean>;
  setKnowledgeBaseGroups(tx: WriteTx, id: Id, groupIds: readonly Id[]): Promise<void>;
  listKnowledgeBases(tx: ReadTx, principal: Principal): Promise<readonly KnowledgeBase[]>;
  /** By id or by name. */
  findKnowledgeBase(tx: ReadTx, principal: Principal, idOrName: string): Promise<KnowledgeBase | null>;

  /** The given source, or the one that its knowledge base has at that location already. */
  ensureSource(tx: WriteTx, source: Source): Promise<Source>;
  /**
   * Files the documents of a source within `into`, a folder that encloses its own, under names that begin with
   * `prefix`, and removes the emptied source. Does nothing when it is gone already.
   * @throws StorageError `DOCUMENT_CHANGED_MEANWHILE` when one of the names is taken
   */
  adoptSource(tx: WriteTx, sourceId: Id, into: Source, prefix: string): Promise<void>;
  listSources(tx: ReadTx, knowledgeBaseId: Id): Promise<readonly Source[]>;
  /** Those of the given hashes that are the original of a version or of bytes that could not be read; of all workspaces. */
  keptOriginals(tx: ReadTx, hashes: readonly string[]): Promise<ReadonlySet<string>>;
  fingerprints(tx: ReadTx, sourceId: Id): Promise<readonly DocumentFingerprint[]>;

  /**
   * Creates the document when it is new, adds the version, replaces chunks, postings and statistics of the version
   * before, and moves the knowledge base's index version: one transaction, all or nothing.
   * @throws StorageError `DOCUMENT_CHANGED_MEANWHILE` when the version is not the next one, or another document has
   *   taken the name
   */
  saveVersion(tx: WriteTx, place: DocumentPlace, added: NewVersion): Promise<void>;
  /** Records why the newest bytes could not be read; an earlier version stays as it is, and stays searchable. */
  saveFailure(tx: WriteTx, place: DocumentPlace, failure: DocumentFailure): Promise<void>;
  /** Removes the document with its versions, chunks, postings and statistics. */
  removeDocument(tx: WriteTx, documentId: Id): Promise<void>;
  setDocumentGroups(tx: WriteTx, documentId: Id, groupIds: readonly Id[]): Promise<void>;

  /** Ordered by name, then id. */
  listDocuments(tx: ReadTx, principal: Principal, filter: DocumentFilter): Promise<readonly Document[]>;
  /** Of the documents that the principal may see, by knowledge base. */
  countDocuments(tx: ReadTx, principal: Principal): Promise<ReadonlyMap<Id, DocumentCounts>>;
  findDocument(tx: ReadTx, principal: Principal, documentId: Id): Promise<Document | null>;
  listVersions(tx: ReadTx, principal: Principal, documentId: Id): Promise<readonly DocumentVersion[]>;
  readVersion(tx: ReadTx, principal: Principal, documentId: Id, version: number): Promise<VersionContent | null>;
  /** Chunks of the current version, in order. */
  listChunks(tx: ReadTx, principal: Principal, documentId: Id): Promise<readonly Chunk[]>;
}

export type { KnowledgeBase, ParsedDocument, Source, SourceKind };
