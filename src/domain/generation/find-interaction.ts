/** One recorded answer: the asker's own, or anybody's for roles that may read all. */

import type { Id } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import type { Database } from '#kernel/transact';
import { interactionNotFound } from './errors.ts';
import type { Interaction, InteractionStore } from './ports.ts';

export interface FindInteractionDeps {
  readonly database: Database;
  readonly interactions: InteractionStore;
}

/** @throws NotFoundError `INTERACTION_NOT_FOUND`, also when it is there but not to be seen */
export async function findInteraction(
  { database, interactions }: FindInteractionDeps,
  principal: Principal,
  id: Id,
): Promise<Interaction> {
  const found = await database.read(principal, (tx) => interactions.find(tx, principal, id));
  if (found === null) throw interactionNotFound();
  return found;
}
