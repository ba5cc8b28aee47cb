import { knowledgeStoreContract } from '#domain/knowledge/testing';
import { systemClock } from '#kernel/clock';
import { createIdGenerator, type Id } from '#kernel/id';
import { systemPrincipal } from '#kernel/principal';
import { systemRandom } from '#kernel/random';
import { describeEachDatabase } from '#test/databases';
import { readIndexSnapshot } from '#test/index-snapshot';
import { createKnowledgeStore } from './knowledge-store.ts';
import { workspace } from './schema/index.ts';
import { drizzleOf } from './transaction.ts';

describeEachDatabase('knowledge store', (open) => {
  knowledgeStoreContract(async () => {
    const { database } = await open();
    const newId = createIdGenerator(systemClock, systemRandom);
    const workspaces: [Id, Id] = [newId(), newId()];
    for (const id of workspaces)
      await database.transact(systemPrincipal(id, 'test'), { action: 'test.write' }, async (tx) => {
        await drizzleOf(tx)
          .insert(workspace)
          .values({ id, name: `w-${id}`, title: 'w', createdAt: new Date() });
      });
    return {
      database,
      store: createKnowledgeStore(),
      workspaces,
      newId,
      inspect: (knowledgeBaseId) => readIndexSnapshot(database, workspaces[0], knowledgeBaseId),
    };
  }, 12);
});
