/** Lexical query time at 10,000 and 50,000 chunks of the embedded database, with and without a permission filter. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { analyseQuery } from '#domain/language/index';
import { searchPassages } from '#domain/retrieval/index';
import { BM25 } from '#domain/retrieval/rescore';
import type { Principal } from '#kernel/principal';
import type { CorpusDocument } from '#test/search-corpus';
import type { Bench } from './bench-result.ts';
import { quantile } from './retrieval-metrics.ts';
import { benchGroup, benchPrincipal, openSearchWorld, type SearchWorld } from './search-world.ts';
import { questionsFrom, readSections, type Section } from './speed-corpus.ts';

const SIZES = [10_000, 50_000];
const CHUNKS_PER_DOCUMENT = 5;
const QUESTIONS = 60;
const ROUNDS = 5;
const READERS = [
  ['everything', 1],
  ['20 % of the documents', 2],
  ['1 % of the documents', 3],
] as const;

export const bench: Bench = async () => {
  const rows: (string | number)[][] = [];
  for (const size of SIZES) {
    const sections = readSections(size);
    if (!sections) return null;
    const folder = await mkdtemp(join(tmpdir(), 'medida-bench-'));
    const world = await openSearchWorld(documentsOf(sections), join(folder, 'database'));
    try {
      rows.push(...(await measureStage(world, sections, 'as ingested')));
      await world.maintain();
      rows.push(...(await measureStage(world, sections, 'after maintenance')));
    } finally {
      await world.close();
      await rm(folder, { recursive: true, force: true });
    }
  }
  return {
    name: 'Lexical query time',
    summary: `Milliseconds, ${QUESTIONS} questions of eight words, ${ROUNDS} rounds after one to warm up, one at a time; real Spanish and English sections, ${CHUNKS_PER_DOCUMENT} chunks a document, embedded database on disk, transaction included. "Index" is BM25 over what may be seen (top 50); "search" is the whole of searchPassages without embedder (top 10).`,
    tables: [
      {
        title: 'Time',
        columns: ['chunks', 'state', 'may see', 'index p50', 'index p95', 'search p50', 'search p95'],
        rows,
      },
    ],
    notes: ['Maintenance puts the postings of a term side by side (CLUSTER) and vacuums.'],
  };
};

function documentsOf(sections: readonly Section[]): readonly CorpusDocument[] {
  return Array.from({ length: Math.ceil(sections.length / CHUNKS_PER_DOCUMENT) }, (_, number) => {
    const part = sections.slice(number * CHUNKS_PER_DOCUMENT, (number + 1) * CHUNKS_PER_DOCUMENT);
    const readers = [1, ...(number % 5 === 0 ? [2] : []), ...(number % 100 === 0 ? [3] : [])];
    return {
      name: `${number}.md`,
      groupIds: readers.map(benchGroup),
      language: part[0]?.language ?? 'es',
      chunks: part.map(({ text }) => text),
    };
  });
}

async function measureStage(world: SearchWorld, sections: readonly Section[], state: string) {
  const questions = questionsFrom(sections, QUESTIONS);
  const rows: (string | number)[][] = [];
  for (const [label, group] of READERS) {
    const principal = benchPrincipal(benchGroup(group));
    const index = await time(questions, (query) => searchIndex(world, principal, query));
    const whole = await time(questions, (query) =>
      searchPassages(world.deps, { principal, query, knowledgeBaseIds: null, limit: 10 }),
    );
    const figures = [index, whole].flatMap((times) => [quantile(times, 0.5), quantile(times, 0.95)]);
    rows.push([sections.length, state, label, ...figures.map((value) => value.toFixed(1))]);
  }
  return rows;
}

function searchIndex({ deps }: SearchWorld, principal: Principal, query: string) {
  const scope = { principal, knowledgeBaseIds: null };
  return deps.database.read(principal, (tx) =>
    deps.lexicalIndex.search(tx, scope, analyseQuery(query).terms, BM25, 50),
  );
}

/** The first round warms up and does not count. */
async function time(
  questions: readonly string[],
  work: (query: string) => Promise<unknown>,
): Promise<readonly number[]> {
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const question of questions) {
      const start = performance.now();
      await work(question);
      if (round > 0) times.push(performance.now() - start);
    }
  return times;
}
