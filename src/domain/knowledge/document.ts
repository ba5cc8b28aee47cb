/** The nouns of knowledge: knowledge base → source → document → document version → chunk. */

import type { Id } from '#kernel/id';
import type { Language } from '#kernel/language';

export interface KnowledgeBase {
  readonly id: Id;
  readonly workspaceId: Id;
  /** Unique in the workspace; lower-case words and hyphens. */
  readonly name: string;
  readonly title: string;
  /** Groups whose members may read it at all. */
  readonly groupIds: readonly Id[];
  /** Counts up with every change that a search of its reader could notice; interactions record it. */
  readonly indexVersion: number;
}

export type SourceKind = 'folder' | 'upload';

export interface Source {
  readonly id: Id;
  readonly knowledgeBaseId: Id;
  readonly kind: SourceKind;
  /** Folder: its absolute real path. Upload: `upload`. Unique in the knowledge base. */
  readonly location: string;
}

export type DocumentState = 'ready' | 'failed';

export interface Document {
  readonly id: Id;
  readonly sourceId: Id;
  readonly knowledgeBaseId: Id;
  /** Source-relative POSIX path in NFC. Unique in the source. */
  readonly name: string;
  readonly title: string;
  readonly state: DocumentState;
  /** Why the newest bytes could not be read; the last good version, if any, stays searchable. */
  readonly failure: { readonly code: string; readonly message: string; readonly remedy: string } | null;
  /** Groups that may see it, on top of being allowed into the knowledge base. */
  readonly groupIds: readonly Id[];
  /** Number of the current version; 0 when none was ever read. */
  readonly version: number;
  readonly language: Language | null;
  readonly mediaType: string;
  readonly pageCount: number | null;
  readonly sizeBytes: number;
  readonly chunkCount: number;
  readonly updatedAt: Date;
}

export interface DocumentVersion {
  readonly id: Id;
  readonly documentId: Id;
  /** From 1. */
  readonly number: number;
  readonly title: string;
  /** SHA-256 of the original bytes, hex; also their name in the blob store. */
  readonly originalHash: string;
  /** SHA-256 of the stored text as UTF-8, hex. */
  readonly textHash: string;
  /** Parser, chunker and analyzer versions that made it, for example `pdf@1+structure@1+terms@1`. */
  readonly pipeline: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly language: Language | null;
  readonly pageCount: number | null;
  readonly createdAt: Date;
}

/**
 * Half-open range of UTF-16 code units into the stored text of one document version; sliced only in JavaScript.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type BlockKind = 'heading' | 'paragraph' | 'list-item' | 'table' | 'table-row' | 'code' | 'quote';

/** A structural piece of the stored text. Blocks do not overlap, except that `table-row`s lie inside their `table`. */
export interface Block extends Span {
  readonly kind: BlockKind;
  /** Heading depth from 1, list depth from 1; 0 elsewhere. */
  readonly level: number;
  /** For a table row: the header cells that name its columns. */
  readonly header?: string;
}

/** Where a run of text stands on its page, in PDF points from the top left corner of the page. */
export interface Box extends Span {
  /** From 1. */
  readonly page: number;
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** Where each page's text lies. */
export interface PageSpan extends Span {
  readonly page: number;
  /** Points. */
  readonly width: number;
  readonly height: number;
}

/** What a parser returns. `text` is already normalised (see `normaliseText`). */
export interface ParsedDocument {
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly boxes: readonly Box[];
  readonly pages: readonly PageSpan[];
  readonly title: string | null;
  readonly mediaType: string;
  /** For example `pdf@1`; a new number makes the next ingestion read the document again. */
  readonly parser: string;
}

export interface Chunk extends Span {
  /** From 0, in reading order, inside its document version. */
  readonly ordinal: number;
  /** Exactly `text.slice(start, end)` of the stored text. */
  readonly text: string;
  /** Titles of the enclosing headings, outermost first. */
  readonly headings: readonly string[];
  readonly language: Language;
  readonly pageStart: number | null;
  readonly pageEnd: number | null;
  /** Length in the chunker's tokens (words and marks), the unit of its target size. */
  readonly tokens: number;
}

/** One term of one document: in which chunks, how often, and how long those chunks are. Parallel arrays. */
export interface DocumentPosting {
  readonly term: string;
  readonly ordinals: readonly number[];
  readonly frequencies: readonly number[];
  /** Chunk lengths in terms, as BM25 needs them. */
  readonly lengths: readonly number[];
}
