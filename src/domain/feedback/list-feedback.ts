/** What was said about an answer. */

import { require } from '#domain/access/index';
import { findInteraction } from '#domain/generation/index';
import type { Id } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import type { GiveFeedbackDeps } from './give-feedback.ts';
import type { Feedback } from './ports.ts';

/**
 * @throws NotFoundError `INTERACTION_NOT_FOUND`
 * @throws PolicyError `NOT_PERMITTED`
 */
export async function listFeedback(
  { database, interactions, store }: Pick<GiveFeedbackDeps, 'database' | 'interactions' | 'store'>,
  { principal, interactionId }: { readonly principal: Principal; readonly interactionId: Id },
): Promise<readonly Feedback[]> {
  require(principal, 'feedback.read');
  await findInteraction({ database, interactions }, principal, interactionId);
  return database.read(principal, (tx) => store.list(tx, interactionId));
}
