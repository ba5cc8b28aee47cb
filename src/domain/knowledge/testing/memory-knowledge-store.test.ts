import { describe } from 'vitest';
import { createIdGenerator } from '#kernel/id';
import { seededRandom } from '#kernel/random';
import { createMemoryDatabase, createTestClock } from '#kernel/testing';
import { countSnapshot, createMemoryKnowledgeStore, knowledgeStoreContract } from '../testing.ts';

describe('knowledge store in memory', () => {
  knowledgeStoreContract(async () => {
    const newId = createIdGenerator(createTestClock(), seededRandom(1));
    const store = createMemoryKnowledgeStore();
    return {
      database: createMemoryDatabase(),
      store,
      workspaces: [newId(), newId()],
      newId,
      inspect: async (knowledgeBaseId) =>
        countSnapshot(
          store
            .documents()
            .filter(({ document }) => document.knowledgeBaseId === knowledgeBaseId)
            .flatMap(({ document: { id, groupIds }, versions }) => {
              const current = versions.at(-1);
              return current ? [{ id, groupIds, current }] : [];
            }),
        ),
    };
  }, 60);
});
