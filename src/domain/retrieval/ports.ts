/** Door for adapters: what retrieval needs from a lexical index, a vector index and an embedding model. */

import type { Id } from '#kernel/id';
import type { Language } from '#kernel/language';
import type { Principal } from '#kernel/principal';
import type { ReadTx, WriteTx } from '#kernel/transact';
import type { Bm25Parameters } from './bm25.ts';

export { type Bm25Parameters, inverseDocumentFrequency } from './bm25.ts';

/** A chunk's place in the index: stable while its document version is current. */
export interface ChunkKey {
  /** Internal number of the document, in order of first ingestion; never leaves the process. */
  readonly document: number;
  readonly ordinal: number;
}

export interface ScoredChunk extends ChunkKey {
  readonly score: number;
}

/** What is searched: the knowledge bases asked for, cut down inside the query to what the principal may see. */
export interface SearchScope {
  readonly principal: Principal;
  /** Null searches every knowledge base that the principal may see. */
  readonly knowledgeBaseIds: readonly Id[] | null;
}

export interface QueryTerm {
  readonly term: string;
  /** Multiplies the term's contribution; 1 for a plain query word. */
  readonly weight: number;
}

/** Counts over the visible chunks of a scope. */
export interface TermStatistics {
  readonly chunks: number;
  /** Mean length in terms; 0 when there is no chunk. */
  readonly meanLength: number;
  /** In how many chunks each term occurs; absent where in none. */
  readonly frequencies: ReadonlyMap<string, number>;
}

export interface LexicalIndex {
  /**
   * BM25 over the visible chunks only: number of chunks, mean length and document frequencies are taken over them, so
   * that a document which the principal may not see changes neither ids, order nor scores.
   * Ordered by score descending, then document number, then ordinal. Scores are exact to 2^-20 whatever the plan.
   */
  search(
    tx: ReadTx,
    scope: SearchScope,
    terms: readonly QueryTerm[],
    parameters: Bm25Parameters,
    limit: number,
  ): Promise<readonly ScoredChunk[]>;
  /** In how many visible chunks each term occurs, and how many visible chunks there are. */
  statistics(tx: ReadTx, scope: SearchScope, terms: readonly string[]): Promise<TermStatistics>;
}

export interface EmbeddingSpace {
  readonly id: Id;
  readonly model: string;
  readonly dimensions: number;
}

export interface VectorIndex {
  /** The space of that model and dimension in the workspace, or null when nothing was ever embedded with it. */
  findSpace(tx: ReadTx, workspaceId: Id, model: string, dimensions: number): Promise<EmbeddingSpace | null>;
  /** The given space, or the one that already exists for its model and dimension. */
  ensureSpace(tx: WriteTx, workspaceId: Id, space: EmbeddingSpace): Promise<EmbeddingSpace>;
  /** Chunks of the workspace's current versions that have no vector in this space yet, in order. */
  missing(
    tx: ReadTx,
    workspaceId: Id,
    spaceId: Id,
    limit: number,
  ): Promise<readonly (ChunkKey & { readonly text: string })[]>;
  /** Vectors whose chunk is no longer current are dropped silently. */
  save(
    tx: WriteTx,
    spaceId: Id,
    vectors: readonly (ChunkKey & { readonly text: string; readonly vector: Float32Array })[],
  ): Promise<void>;
  /** Exact cosine similarity over the visible chunks, best first. */
  search(
    tx: ReadTx,
    scope: SearchScope,
    spaceId: Id,
    vector: Float32Array,
    limit: number,
  ): Promise<readonly ScoredChunk[]>;
  /** Cosine similarity of the given chunks, those left out that are not visible or have no vector. */
  similarities(
    tx: ReadTx,
    scope: SearchScope,
    spaceId: Id,
    vector: Float32Array,
    keys: readonly ChunkKey[],
  ): Promise<readonly ScoredChunk[]>;
}

/** A chunk as it leaves the database, before ranking gives it a place. */
export interface PassageRecord extends ChunkKey {
  readonly documentId: Id;
  readonly knowledgeBaseId: Id;
  readonly name: string;
  readonly title: string;
  readonly version: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly headings: readonly string[];
  readonly language: Language;
  readonly pageStart: number | null;
  readonly pageEnd: number | null;
}

export interface PassageStore {
  /** Only those that the principal may see; in the order of the keys. */
  load(tx: ReadTx, scope: SearchScope, keys: readonly ChunkKey[]): Promise<readonly PassageRecord[]>;
  /** The stored text of the current version of each document, by document number; absent where not visible. */
  texts(
    tx: ReadTx,
    scope: SearchScope,
    documents: readonly number[],
  ): Promise<ReadonlyMap<number, { readonly version: number; readonly text: string }>>;
  /** Sum of the index versions of knowledge bases and audiences in scope, for the record of what was read. */
  indexVersion(tx: ReadTx, scope: SearchScope): Promise<number>;
}
