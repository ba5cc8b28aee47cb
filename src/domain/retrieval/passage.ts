/** A chunk as retrieved: ranked, scored, possibly joined with its neighbours. */

import type { Id } from '#kernel/id';
import type { Json } from '#kernel/json';
import type { Language } from '#kernel/language';

export interface Passage {
  readonly documentId: Id;
  readonly knowledgeBaseId: Id;
  /** Source-relative name. */
  readonly document: string;
  readonly title: string;
  readonly version: number;
  readonly headings: readonly string[];
  readonly language: Language;
  /** First page, from 1; null where the format has no pages. */
  readonly page: number | null;
  readonly pageEnd: number | null;
  /** Half-open UTF-16 range in the stored text of that version. */
  readonly start: number;
  readonly end: number;
  /** Exactly the stored text at that range. */
  readonly text: string;
  /** Comparable inside one search only. */
  readonly score: number;
  /** The document that took the place of this one and says about the same: only that one is to be answered from. */
  readonly supersededBy?: Id;
}

export interface TraceStage {
  /** `analyze`, `lexical`, `dense`, `fuse`, `deduplicate`, `join`, `editions`. */
  readonly stage: string;
  readonly milliseconds: number;
  /** What went in and came out: terms, candidate ids with scores, counts. */
  readonly facts: { readonly [name: string]: Json };
}

export interface SearchResult {
  readonly query: string;
  readonly language: Language;
  readonly passages: readonly Passage[];
  /** Index version that was read. */
  readonly indexVersion: number;
  readonly trace: readonly TraceStage[];
}
