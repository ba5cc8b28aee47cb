/** R1 and R2: quality of lexical search through the real index, against plain BM25 in the same run. */

import { analyseQuery } from '#domain/language/index';
import { searchPassages } from '#domain/retrieval/index';
import { BM25 } from '#domain/retrieval/rescore';
import type { Bench } from './bench-result.ts';
import { createPeer, type Searcher } from './peer-bm25.ts';
import { interval, mean, ndcg } from './retrieval-metrics.ts';
import { type RetrievalSet, readRetrievalSets } from './retrieval-sets.ts';
import { benchGroup, benchPrincipal, openSearchWorld, type SearchWorld } from './search-world.ts';

const principal = benchPrincipal(benchGroup(1));

export const bench: Bench = async () => {
  const sets = readRetrievalSets();
  if (!sets) return null;
  const rows: (string | number)[][] = [];
  for (const set of sets) {
    const world = await openSearchWorld(
      set.passages.map((text, index) => ({
        name: String(index),
        groupIds: [benchGroup(1)],
        language: set.language,
        chunks: [text],
      })),
    );
    try {
      rows.push(await compare(set, world));
    } finally {
      await world.close();
    }
  }
  return {
    name: 'Lexical retrieval (R1, R2)',
    summary:
      'nDCG@10, one passage = one document = one chunk. Peer: BM25 k1 1.2, b 0.75, Snowball, stop words. Medida: the whole search through the embedded database, without embedder; "index only" is BM25 by the SQL index before the second look. In brackets: 95 % interval of the difference to the peer (paired bootstrap, 2,000 resamples).',
    tables: [
      {
        title: 'Quality',
        columns: ['set', 'passages', 'questions', 'peer', 'index only', 'Medida', 'difference'],
        rows,
      },
    ],
    notes: [
      'The weights of the second look were chosen on these same sets, one setting for all: the figures are of development sets.',
      'SQuAD-es v2 is given twice: with its answerable questions, and with all, as each question was written for its passage.',
    ],
  };
};

async function compare(set: RetrievalSet, world: SearchWorld): Promise<(string | number)[]> {
  const peer = await score(set, createPeer(set.passages, set.language));
  const index = await score(set, indexOnly(world));
  const whole = await score(set, async (query) => {
    const { passages } = await searchPassages(world.deps, { principal, query, knowledgeBaseIds: null, limit: 10 });
    return passages.map(({ document }) => Number(document));
  });
  const difference = whole.map((value, at) => value - (peer[at] ?? 0));
  const [low, high] = interval(difference);
  const fixed = (value: number) => value.toFixed(4);
  return [
    set.name,
    set.passages.length,
    set.queries.length,
    fixed(mean(peer)),
    fixed(mean(index)),
    fixed(mean(whole)),
    `${fixed(mean(difference))} [${fixed(low)}, ${fixed(high)}]`,
  ];
}

function indexOnly({ deps }: SearchWorld): Searcher {
  const scope = { principal, knowledgeBaseIds: null };
  return (query) =>
    deps.database.read(principal, async (tx) => {
      const found = await deps.lexicalIndex.search(tx, scope, analyseQuery(query).terms, BM25, 10);
      const records = await deps.passages.load(tx, scope, found);
      return records.map(({ name }) => Number(name));
    });
}

async function score(set: RetrievalSet, search: Searcher): Promise<readonly number[]> {
  const values: number[] = [];
  for (const { text, relevant } of set.queries) values.push(ndcg(await search(text), relevant));
  return values;
}
