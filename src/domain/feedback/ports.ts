/** Door for adapters: where feedback is written down. */

import type { Id } from '#kernel/id';
import type { ReadTx, WriteTx } from '#kernel/transact';

export type Rating = 'up' | 'down';

/** What a person said about one answer. Events are added, never changed. */
export interface Feedback {
  readonly id: Id;
  readonly workspaceId: Id;
  readonly interactionId: Id;
  readonly givenBy: string;
  readonly givenAt: Date;
  readonly rating: Rating | null;
  /** Stable word: `wrong`, `incomplete`, `outdated`, `bad-citation`, `not-answered`, `tone`, `other`. */
  readonly reason: string | null;
  readonly comment: string | null;
  /** What the right answer would have been. */
  readonly correction: string | null;
}

export interface FeedbackStore {
  save(tx: WriteTx, feedback: Feedback): Promise<void>;
  list(tx: ReadTx, interactionId: Id): Promise<readonly Feedback[]>;
}
