/** Door for adapters: where feedback is written down. */

import type { Id } from '#kernel/id';
import type { ReadTx, WriteTx } from '#kernel/transact';

export const RATINGS = ['up', 'down'] as const;
export type Rating = (typeof RATINGS)[number];

/** Stable words for what was wrong with an answer. */
export const REASONS = ['wrong', 'incomplete', 'outdated', 'bad-citation', 'not-answered', 'tone', 'other'] as const;
export type Reason = (typeof REASONS)[number];

/** What a person said about one answer. Events are added, never changed. */
export interface Feedback {
  readonly id: Id;
  readonly workspaceId: Id;
  readonly interactionId: Id;
  readonly givenBy: string;
  readonly givenAt: Date;
  readonly rating: Rating | null;
  readonly reason: Reason | null;
  readonly comment: string | null;
  /** What the right answer would have been. */
  readonly correction: string | null;
}

export interface FeedbackStore {
  save(tx: WriteTx, feedback: Feedback): Promise<void>;
  /** In order of giving. */
  list(tx: ReadTx, interactionId: Id): Promise<readonly Feedback[]>;
}
