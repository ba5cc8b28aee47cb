/** The nouns of answering. */

import type { Passage, TraceStage } from '#domain/retrieval/index';
import type { Id } from '#kernel/id';
import type { Language } from '#kernel/language';

export interface Citation {
  readonly documentId: Id;
  readonly document: string;
  readonly title: string;
  readonly version: number;
  readonly page: number | null;
  /** Half-open UTF-16 range in the stored text of that version. */
  readonly start: number;
  readonly end: number;
  /** Exactly the stored text at that range. */
  readonly quote: string;
}

/**
 * `quoted`: the statement is the document's own words. `supported`: the checker found it supported by its citations.
 * `unsupported`: it was not, and policy `mark` let it through, marked.
 */
export type Support = 'quoted' | 'supported' | 'unsupported';

export interface Statement {
  readonly text: string;
  readonly support: Support;
  readonly citations: readonly Citation[];
}

/** What happens to a generated statement that its citations do not support. `refuse` buffers the whole answer. */
export type UnsupportedPolicy = 'mark' | 'drop' | 'refuse';

export type AbstentionReason =
  /** Nothing that the asker may see was retrieved. */
  | 'nothing-found'
  /** Passages were found, but none of them answers. */
  | 'insufficient-evidence'
  /** The generated answer was not supported by the passages. */
  | 'unsupported-answer';

/** `auto` answers with the language model when one is configured and extractively otherwise. */
export type AnswerMode = 'auto' | 'extractive' | 'generative';

export interface AnswerUsage {
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  /** `extractive`, or the model's name. */
  readonly model: string;
  /** Set when the configured model was down and the extractive answerer stood in. */
  readonly degraded?: string;
  /** Set when the model's output broke off or was stopped: a stable word that says why. What was unfinished is left out. */
  readonly incomplete?: string;
}

export interface Answer {
  /** Also the id of the recorded interaction, to which feedback refers. */
  readonly id: Id;
  readonly question: string;
  readonly language: Language;
  readonly abstained: boolean;
  readonly reason: AbstentionReason | null;
  /** The statements joined, or the sentence that says that the documents do not say. */
  readonly answer: string;
  readonly statements: readonly Statement[];
  /** When abstained: the passages that came closest, to look at; they are not sources of anything. Empty otherwise. */
  readonly nearest: readonly Passage[];
  readonly usage: AnswerUsage;
  readonly seconds: number;
  readonly indexVersion: number;
  readonly trace: readonly TraceStage[];
}

/** Events of an answer in the making, in order. A statement is sent only after it was verified. */
export type AnswerEvent =
  | { readonly type: 'passages'; readonly passages: readonly Passage[] }
  | { readonly type: 'statement'; readonly index: number; readonly statement: Statement }
  | { readonly type: 'done'; readonly answer: Answer };
