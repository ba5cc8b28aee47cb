import { expect, it } from 'vitest';
import { ProviderError } from '#kernel/errors';
import { createIdGenerator } from '#kernel/id';
import { systemPrincipal } from '#kernel/principal';
import { seededRandom } from '#kernel/random';
import { createMemoryDatabase, createTestClock } from '#kernel/testing';
import { createUpkeep } from './create-upkeep.ts';

const down = new ProviderError({ code: 'SERVER_UNREACHABLE', message: 'It does not answer.', remedy: 'Start it.' });

function openUpkeep() {
  const clock = createTestClock();
  let maintained = 0;
  const troubles: unknown[] = [];
  const embedder = {
    ...{ specificationVersion: 'v3', provider: 'test', modelId: 'm' },
    ...{ maxEmbeddingsPerCall: 8, supportsParallelCalls: false, doEmbed: () => Promise.reject(down) },
  };
  const upkeep = createUpkeep(
    { database: createMemoryDatabase(), vectorIndex: {}, embedder } as never,
    {
      maintain: async () => {
        maintained += 1;
      },
    },
    createIdGenerator(clock, seededRandom(3)),
    (error) => troubles.push(error),
  );
  return { upkeep, troubles, maintained: () => maintained };
}

it('tells of an embedding model that fails, and goes on', async () => {
  const { upkeep, troubles, maintained } = openUpkeep();
  await upkeep(systemPrincipal('w', 'test'));
  expect(troubles).toMatchObject([{ code: 'SERVER_UNREACHABLE' }]);
  expect(maintained()).toBe(1);
});

it('stops without a word when it is told to', async () => {
  const { upkeep, troubles, maintained } = openUpkeep();
  const stop = new AbortController();
  stop.abort();
  await expect(upkeep(systemPrincipal('w', 'test'), stop.signal)).rejects.toThrow();
  expect([troubles, maintained()]).toEqual([[], 0]);
});
