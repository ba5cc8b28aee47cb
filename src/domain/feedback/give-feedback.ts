/** What a person says about an answer that they may see; added, never changed. */

import { require } from '#domain/access/index';
import { findInteraction, type InteractionStore } from '#domain/generation/index';
import type { Clock } from '#kernel/clock';
import type { Id, NewId } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import type { Database } from '#kernel/transact';
import { feedbackEmpty, feedbackInvalid, feedbackTooLong } from './errors.ts';
import { type Feedback, type FeedbackStore, RATINGS, REASONS } from './ports.ts';

export interface GiveFeedbackDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly interactions: InteractionStore;
  readonly store: FeedbackStore;
}

export interface GiveFeedbackInput {
  readonly principal: Principal;
  readonly interactionId: Id;
  readonly rating?: string | undefined;
  readonly reason?: string | undefined;
  readonly comment?: string | undefined;
  readonly correction?: string | undefined;
}

/** UTF-16 code units after trimming. */
export const MOST_COMMENT = 5_000;
export const MOST_CORRECTION = 20_000;

/**
 * @throws InputError `FEEDBACK_EMPTY`, `FEEDBACK_INVALID`, `FEEDBACK_TOO_LONG`
 * @throws NotFoundError `INTERACTION_NOT_FOUND`
 * @throws PolicyError `NOT_PERMITTED`
 */
export async function giveFeedback(deps: GiveFeedbackDeps, input: GiveFeedbackInput): Promise<Feedback> {
  const { database, clock, newId, interactions, store } = deps;
  const { principal, interactionId } = input;
  require(principal, 'feedback.give');
  const said = {
    rating: oneOf('rating', input.rating, RATINGS),
    reason: oneOf('reason', input.reason, REASONS),
    comment: text('comment', input.comment, MOST_COMMENT),
    correction: text('correction', input.correction, MOST_CORRECTION),
  };
  if (Object.values(said).every((part) => part === null)) throw feedbackEmpty();
  await findInteraction({ database, interactions }, principal, interactionId);
  const feedback: Feedback = {
    ...{ id: newId(), workspaceId: principal.workspaceId, interactionId },
    ...{ givenBy: `${principal.kind}:${principal.id}`, givenAt: clock.now() },
    ...said,
  };
  const details = {
    feedback: feedback.id,
    rating: said.rating,
    reason: said.reason,
    commentCharacters: said.comment?.length ?? 0,
    correctionCharacters: said.correction?.length ?? 0,
  };
  const target = { type: 'interaction', id: interactionId };
  await database.transact(principal, { action: 'feedback.give', target, details }, (tx) => store.save(tx, feedback));
  return feedback;
}

function oneOf<T extends string>(field: string, value: string | undefined, allowed: readonly T[]): T | null {
  if (value === undefined) return null;
  const known = allowed.find((each) => each === value);
  if (known === undefined) throw feedbackInvalid(field, allowed);
  return known;
}

function text(field: string, value: string | undefined, limit: number): string | null {
  const trimmed = (value ?? '')
    .normalize('NFC')
    .replace(/\p{Surrogate}|\0/gu, '\ufffd')
    .trim();
  if (trimmed.length > limit) throw feedbackTooLong(field, trimmed.length, limit);
  return trimmed === '' ? null : trimmed;
}
