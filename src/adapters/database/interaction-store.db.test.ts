import { describe } from 'vitest';
import { feedbackStoreContract } from '#domain/feedback/testing';
import { interactionStoreContract } from '#domain/generation/testing';
import { systemClock } from '#kernel/clock';
import { createIdGenerator } from '#kernel/id';
import { type Principal, systemPrincipal } from '#kernel/principal';
import { systemRandom } from '#kernel/random';
import type { Database } from '#kernel/transact';
import { describeEachDatabase, type OpenedDatabase } from '#test/databases';
import { createAccessStore } from './access-store.ts';
import { createFeedbackStore } from './feedback-store.ts';
import { createInteractionStore } from './interaction-store.ts';

const newId = createIdGenerator(systemClock, systemRandom);

/** A member of a new workspace. */
async function member(database: Database): Promise<Principal> {
  const workspaceId = newId();
  await database.transact(systemPrincipal(workspaceId, 'test'), { action: 'test.write' }, (tx) =>
    createAccessStore().createWorkspace(
      tx,
      { id: workspaceId, name: `w-${workspaceId}`, title: 'Taller', createdAt: new Date() },
      { id: newId(), workspaceId, name: 'everyone', everyone: true },
    ),
  );
  return { kind: 'account', id: newId(), workspaceId, role: 'member', groupIds: [] };
}

describeEachDatabase('answers and feedback', (open) => {
  let opened: Promise<OpenedDatabase> | null = null;
  const database = async () => {
    opened ??= open();
    return (await opened).database;
  };

  describe('interactions', () => {
    interactionStoreContract(async () => {
      const db = await database();
      return {
        database: db,
        store: createInteractionStore(),
        member: await member(db),
        elsewhere: await member(db),
      };
    });
  });

  describe('feedback', () => {
    feedbackStoreContract(async () => {
      const db = await database();
      const asker = await member(db);
      return {
        database: db,
        store: createFeedbackStore(),
        member: asker,
        saveInteraction: (interaction) =>
          db.transact(asker, { action: 'answer.give' }, (tx) => createInteractionStore().save(tx, interaction)),
      };
    });
  });
});
