/** Interactions: one row each, the answer as it was given. */

import { and, eq } from 'drizzle-orm';
import { type Answer, type Interaction, type InteractionStore, readableAsker } from '#domain/generation/ports';
import { isId } from '#kernel/id';
import { interaction } from './schema/generation.ts';
import { drizzleOf } from './transaction.ts';

export function createInteractionStore(): InteractionStore {
  return {
    async save(tx, made) {
      await drizzleOf(tx).insert(interaction).values(made);
    },

    async find(tx, principal, id) {
      if (!isId(id)) return null;
      const asker = readableAsker(principal);
      const [row] = await drizzleOf(tx)
        .select()
        .from(interaction)
        .where(
          and(
            eq(interaction.id, id),
            eq(interaction.workspaceId, principal.workspaceId),
            asker === null ? undefined : eq(interaction.askedBy, asker),
          ),
        );
      if (!row) return null;
      return { ...row, channel: row.channel as Interaction['channel'], answer: row.answer as Answer };
    },
  };
}
