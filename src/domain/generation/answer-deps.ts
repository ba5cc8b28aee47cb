/** What answering uses and what it is asked; each part can be replaced in a test. */

import type { LanguageModel } from '#domain/models/index';
import type { LexicalIndex, SearchResult } from '#domain/retrieval/index';
import type { Clock } from '#kernel/clock';
import type { Id, NewId } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import type { Random } from '#kernel/random';
import type { Database } from '#kernel/transact';
import type { AnswerMode, UnsupportedPolicy } from './answer.ts';
import type { GenerationLimits } from './generation-limits.ts';
import type { Interaction, InteractionStore } from './ports.ts';

/** The configured language model and how far it may go. */
export interface Generator {
  /** Shown to people, recorded with every answer. */
  readonly name: string;
  readonly model: LanguageModel;
  readonly limits: GenerationLimits;
  /** Answer extractively, and say so, when the model's server fails before the first statement. */
  readonly allowDegraded: boolean;
}

export interface AnswerDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly random: Random;
  readonly interactions: InteractionStore;
  /** `searchPassages` with its own dependencies already given. */
  readonly search: (input: {
    readonly principal: Principal;
    readonly query: string;
    readonly knowledgeBaseIds: readonly Id[] | null;
    readonly limit: number;
  }) => Promise<SearchResult>;
  readonly lexicalIndex: Pick<LexicalIndex, 'statistics'>;
  /** Where the pages of a document version lie in its text; without it a citation carries its passage's first page. */
  readonly pageSpans?: (
    principal: Principal,
    documentId: Id,
    version: number,
  ) => Promise<readonly { readonly page: number; readonly start: number; readonly end: number }[]>;
  /** Null when no language model is configured. */
  readonly generator: Generator | null;
}

export interface AnswerInput {
  readonly principal: Principal;
  readonly question: string;
  /** Null searches everything that the principal may see. */
  readonly knowledgeBaseIds: readonly Id[] | null;
  readonly mode: AnswerMode;
  readonly unsupported: UnsupportedPolicy;
  readonly channel: Interaction['channel'];
  /** Stops the answer when the asker has gone. What was given until then is recorded as incomplete, if anything was. */
  readonly signal?: AbortSignal;
}
