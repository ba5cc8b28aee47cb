import { beforeEach, expect, test } from 'vitest';
import type { EmbeddingModel } from '#domain/models/index';
import { systemClock } from '#kernel/clock';
import { createIdGenerator } from '#kernel/id';
import { seededRandom } from '#kernel/random';
import { createMemoryDatabase, createTestClock } from '#kernel/testing';
import { embedMissing } from './embed-missing.ts';
import { type SearchDeps, searchPassages } from './search-passages.ts';
import { createMemoryRetrieval, type RetrievalWorld, testPrincipal } from './testing.ts';

const GROUP = '00000000-0000-7000-8000-0000000000b1';
const principal = testPrincipal([GROUP]);
const world = {} as { current: RetrievalWorld };

const document = (name: string, ...chunks: readonly string[]) => ({
  name,
  groupIds: [GROUP],
  language: 'es' as const,
  chunks,
});
const RULE =
  'El plazo de entrega del pedido es de treinta días naturales desde la firma del contrato por ambas partes, según el anexo segundo.';

beforeEach(async () => {
  world.current = createMemoryRetrieval(createMemoryDatabase());
});

function deps(embedder: EmbeddingModel | null = null): SearchDeps {
  return { ...world.current, clock: systemClock, embedder };
}

function search(query: string, embedder: EmbeddingModel | null = null, limit = 10) {
  return searchPassages(deps(embedder), { principal, query, knowledgeBaseIds: null, limit });
}

/** Puts texts about money in one direction and all others in another. */
function fakeEmbedder(fails = false): EmbeddingModel {
  return {
    specificationVersion: 'v3',
    provider: 'test',
    modelId: 'fake',
    maxEmbeddingsPerCall: 2,
    supportsParallelCalls: false,
    doEmbed: async ({ values }) => {
      if (fails) throw new Error('down');
      const embeddings = values.map((text) => (/sueldo|salario|nómina/.test(text) ? [3, 4, 0] : [0, 0, 5]));
      return { embeddings, warnings: [] };
    },
  };
}

test.each([
  ['', 'QUESTION_EMPTY'],
  [' \u00ad\u200b\n ', 'QUESTION_EMPTY'],
  ['¿¿??', 'QUESTION_EMPTY'],
  [' \u0000\u0007\n ', 'QUESTION_NOT_TEXT'],
  ['hola \u202e aloh', 'QUESTION_NOT_TEXT'],
  ['hola \ud800', 'QUESTION_NOT_TEXT'],
  ['a'.repeat(2_001), 'QUESTION_TOO_LONG'],
  ['x '.repeat(50_000), 'QUESTION_TOO_LONG'],
])('refuses %j', async (query, code) => {
  await expect(search(query)).rejects.toMatchObject({ code, blame: 'input' });
});

test('refuses a limit that makes no sense', async () => {
  await expect(search('plazo', null, 0)).rejects.toMatchObject({ code: 'LIMIT_INVALID' });
  await expect(search('plazo', null, 1.5)).rejects.toMatchObject({ code: 'LIMIT_INVALID' });
});

test('invisible characters are no part of the question', async () => {
  await world.current.add(principal, [{ groupIds: [GROUP], documents: [document('a', RULE)] }]);
  const { query, passages } = await search('\ufeff  pla\u00adzo\u200bde\t  entrega ');
  expect(query).toBe('plazo de entrega');
  expect(passages).toHaveLength(1);
});

test('stop words and unknown words find nothing, without an error', async () => {
  await world.current.add(principal, [{ groupIds: [GROUP], documents: [document('a', RULE)] }]);
  expect((await search('¿qué es?')).passages).toEqual([]);
  expect((await search('xilófono')).passages).toEqual([]);
});

test('every stage is in the trace', async () => {
  await world.current.add(principal, [{ groupIds: [GROUP], documents: [document('a', RULE)] }]);
  const { trace } = await search('plazo de entrega');
  expect(trace.map(({ stage }) => stage)).toEqual(['analyze', 'lexical', 'rescore', 'deduplicate', 'join']);
});

test('the same text is shown once; a copy with another figure is not the same', async () => {
  await world.current.add(principal, [
    {
      groupIds: [GROUP],
      documents: [
        document('a', RULE),
        document('copy', RULE.toUpperCase()),
        document('version', RULE.replace('treinta', '30')),
        document('negated', RULE.replace('es de', 'no es de')),
      ],
    },
  ]);
  const { passages } = await search('plazo de entrega');
  expect(passages.map((passage) => passage.document).sort()).toEqual(['a', 'negated', 'version']);
});

test('neighbours are one passage, exactly the stored text', async () => {
  await world.current.add(principal, [
    {
      groupIds: [GROUP],
      documents: [
        document('a', 'El plazo de entrega es corto.', 'El plazo de entrega se cuenta en días.', 'Otra cosa.'),
      ],
    },
  ]);
  const { passages } = await search('plazo de entrega');
  expect(passages).toHaveLength(1);
  expect(passages[0]).toMatchObject({
    start: 0,
    text: 'El plazo de entrega es corto.\n\nEl plazo de entrega se cuenta en días.',
  });
  expect(passages[0]?.end).toBe(passages[0]?.text.length);
});

test('vectors find what shares no word with the question', async () => {
  await world.current.add(principal, [
    { groupIds: [GROUP], documents: [document('a', RULE), document('b', 'La nómina se paga el último día.')] },
  ]);
  const embedder = fakeEmbedder();
  const newId = createIdGenerator(systemClock, seededRandom(1));
  const { database, vectorIndex } = world.current;
  expect(await embedMissing({ database, vectorIndex, embedder, newId }, { principal })).toEqual({ embedded: 2 });
  expect(await embedMissing({ database, vectorIndex, embedder, newId }, { principal })).toEqual({ embedded: 0 });

  const { passages, trace } = await search('salario mensual', embedder);
  expect(passages[0]?.document).toBe('b');
  expect(trace.map(({ stage }) => stage)).toEqual([
    'analyze',
    'embed',
    'lexical',
    'dense',
    'rescore',
    'fuse',
    'deduplicate',
    'join',
  ]);
});

test('without vectors in the model’s space the search is lexical', async () => {
  await world.current.add(principal, [{ groupIds: [GROUP], documents: [document('a', RULE)] }]);
  const { passages, trace } = await search('plazo', fakeEmbedder());
  expect(passages).toHaveLength(1);
  expect(trace.find(({ stage }) => stage === 'dense')?.facts).toEqual({ candidates: 0, space: null });
});

test('when the embedding model is down the search is lexical and says so', async () => {
  await world.current.add(principal, [{ groupIds: [GROUP], documents: [document('a', RULE)] }]);
  const { passages, trace } = await search('plazo de entrega', fakeEmbedder(true));
  expect(passages).toHaveLength(1);
  expect(trace.find(({ stage }) => stage === 'embed')?.facts).toEqual({
    model: 'fake',
    degraded: true,
    code: 'EMBEDDING_FAILED',
  });
});

test('an embedding model that never answers does not hold the search up', async () => {
  await world.current.add(principal, [{ groupIds: [GROUP], documents: [document('a', RULE)] }]);
  const silent: EmbeddingModel = { ...fakeEmbedder(), doEmbed: () => new Promise(() => {}) };
  const { passages, trace } = await searchPassages(
    { ...deps(silent), clock: createTestClock() },
    { principal, query: 'plazo', knowledgeBaseIds: null, limit: 5 },
  );
  expect(passages).toHaveLength(1);
  expect(trace.find(({ stage }) => stage === 'embed')?.facts.code).toBe('EMBEDDING_TIMEOUT');
});

test('a role that may not search is refused', async () => {
  const nobody = { ...principal, role: 'nobody' as typeof principal.role };
  await expect(
    searchPassages(deps(), { principal: nobody, query: 'plazo', knowledgeBaseIds: null, limit: 5 }),
  ).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
});
