/** One recorded answer: the asker's own, or anybody's for roles that may read all. */

import type { Id } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import type { Database } from '#kernel/transact';
import { interactionNotFound } from './errors.ts';
import type { Interaction, InteractionStore } from './ports.ts';
import { askerName } from './who-asked.ts';
import { documentsBehind, withholdUnseen } from './withhold-unseen.ts';

export interface FindInteractionDeps {
  readonly database: Database;
  readonly interactions: InteractionStore;
}

/** An interaction as its reader may see it now. */
export interface FoundInteraction extends Interaction {
  /** Parts that rest on documents which the reader may not see, or which are gone, were left out. */
  readonly withheld: boolean;
}

/** @throws NotFoundError `INTERACTION_NOT_FOUND`, also when it is there but not to be seen */
export async function findInteraction(
  { database, interactions }: FindInteractionDeps,
  principal: Principal,
  id: Id,
): Promise<FoundInteraction> {
  const found = await database.read(principal, async (tx) => {
    const interaction = await interactions.find(tx, principal, id);
    if (interaction === null) return null;
    const visible = await interactions.visibleDocuments(tx, principal, documentsBehind(interaction.answer));
    return { interaction, visible };
  });
  if (found === null) throw interactionNotFound();
  const { interaction, visible } = found;
  return {
    ...interaction,
    ...withholdUnseen(interaction.answer, visible, interaction.askedBy === askerName(principal)),
  };
}
