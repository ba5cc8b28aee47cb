import { describeRetrieval } from '#domain/retrieval/testing';
import { describeEachDatabase } from '#test/databases';
import { insertCorpus } from '#test/search-corpus';
import { createLexicalIndex } from './lexical-index.ts';
import { createPassageStore } from './passage-store.ts';
import { createVectorIndex } from './vector-index.ts';

describeEachDatabase('retrieval in SQL', (open) => {
  describeRetrieval('ports', async () => {
    const { database } = await open();
    return {
      database,
      lexicalIndex: createLexicalIndex(),
      vectorIndex: createVectorIndex(),
      passages: createPassageStore(),
      add: (principal, bases) => insertCorpus(database, principal, bases),
    };
  });
});
