/** Interactions: one row each, the answer as it was given. */

import { and, eq, inArray } from 'drizzle-orm';
import { type Answer, type Interaction, type InteractionStore, readableAsker } from '#domain/generation/ports';
import { isId } from '#kernel/id';
import { visibleDocuments } from './knowledge-store-visible.ts';
import { interaction } from './schema/generation.ts';
import { audience, document, knowledgeBase } from './schema/index.ts';
import { drizzleOf } from './transaction.ts';

export function createInteractionStore(): InteractionStore {
  return {
    async save(tx, made) {
      await drizzleOf(tx).insert(interaction).values(made);
    },

    async visibleDocuments(tx, principal, documentIds) {
      if (documentIds.length === 0) return new Set();
      const rows = await drizzleOf(tx)
        .select({ id: document.id })
        .from(document)
        .innerJoin(knowledgeBase, eq(knowledgeBase.id, document.knowledgeBaseId))
        .innerJoin(audience, eq(audience.id, document.audienceId))
        .where(and(inArray(document.id, [...documentIds]), visibleDocuments(principal)));
      return new Set(rows.map(({ id }) => id));
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
