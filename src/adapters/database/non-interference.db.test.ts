import { expect, test } from 'vitest';
import { describeEachDatabase } from '#test/databases';
import { insertCorpus } from '#test/search-corpus';
import { createLexicalIndex } from './lexical-index.ts';
import { checkCase, makeCase } from './non-interference.fixture.ts';
import { createPassageStore } from './passage-store.ts';
import { createVectorIndex } from './vector-index.ts';

const CASES = 30;

describeEachDatabase('what may not be seen', (open) => {
  test(`changes neither documents, order nor scores in ${CASES} random cases`, async () => {
    const { database } = await open();
    const world = {
      database,
      lexicalIndex: createLexicalIndex(),
      vectorIndex: createVectorIndex(),
      passages: createPassageStore(),
      add: (...corpus: Parameters<typeof insertCorpus> extends [unknown, ...infer Rest] ? Rest : never) =>
        insertCorpus(database, ...corpus),
    };
    let found = 0;
    for (let seed = 1; seed <= CASES; seed += 1) found += await checkCase(world, makeCase(seed));
    expect(found).toBeGreaterThan(CASES);
  });
});
