/** The four sets of R1 and R2: one passage is one document of one chunk. */

import { readFileSync } from 'node:fs';
import type { Language } from '#kernel/language';
import { sharedData } from '#test/shared-data';

export interface RetrievalQuery {
  readonly text: string;
  /** Indexes of the passages that are right. */
  readonly relevant: ReadonlySet<number>;
}

export interface RetrievalSet {
  readonly name: string;
  readonly language: Language;
  readonly passages: readonly string[];
  readonly queries: readonly RetrievalQuery[];
}

interface SquadFile {
  readonly data: readonly {
    readonly paragraphs: readonly {
      readonly context: string;
      readonly qas: readonly { readonly question: string; readonly is_impossible?: boolean }[];
    }[];
  }[];
}

/** Null when the data is not on this machine, which is then announced. */
export function readRetrievalSets(): readonly RetrievalSet[] | null {
  const sets = [
    readSquad('XQuAD-es', 'es', 'xquad.es.dev.json', false),
    readSquad('SQuAD-es v2, answerable', 'es', 'squad-es-v2.dev.json', false),
    readSquad('SQuAD-es v2, all questions', 'es', 'squad-es-v2.dev.json', true),
    readSquad('XQuAD-en', 'en', 'xquad.en.dev.json', false),
    readCranfield(),
  ];
  return sets.every((set) => set !== null) ? sets : null;
}

function readSquad(name: string, language: Language, file: string, impossible: boolean): RetrievalSet | null {
  const path = sharedData('qa', file);
  if (path === null) return null;
  const { data } = JSON.parse(readFileSync(path, 'utf8')) as SquadFile;
  const numbers = new Map<string, number>();
  const queries: RetrievalQuery[] = [];
  for (const { context, qas } of data.flatMap(({ paragraphs }) => paragraphs)) {
    const number = numbers.get(context) ?? numbers.size;
    numbers.set(context, number);
    for (const { question, is_impossible } of qas)
      if (impossible || is_impossible !== true) queries.push({ text: question, relevant: new Set([number]) });
  }
  return { name, language, passages: [...numbers.keys()], queries };
}

/** The query number of a judgement is the place of the query in its file, not its `.I` number; above 0 is relevant. */
function readCranfield(): RetrievalSet | null {
  const [all, asked, judged] = ['cran.all.1400', 'cran.qry', 'cranqrel'].map((file) =>
    sharedData('retrieval', 'cranfield', file),
  );
  if (!all || !asked || !judged) return null;
  const passages = records(all).map((record) => field(record, 'W') || field(record, 'T'));
  const relevant = records(asked).map(() => new Set<number>());
  for (const line of readFileSync(judged, 'latin1').split('\n')) {
    const [query = 0, passage = 0, grade = 0] = line.trim().split(/\s+/).map(Number);
    if (grade > 0) relevant[query - 1]?.add(passage - 1);
  }
  const queries = records(asked).map((record, index) => ({
    text: field(record, 'W'),
    relevant: relevant[index] ?? new Set<number>(),
  }));
  return { name: 'Cranfield', language: 'en', passages, queries: queries.filter((query) => query.relevant.size > 0) };
}

function records(path: string): readonly string[] {
  return readFileSync(path, 'latin1').split(/^\.I /m).slice(1);
}

function field(record: string, name: string): string {
  const [, rest = ''] = record.split(new RegExp(`^\\.${name}\\r?$`, 'm'));
  return (rest.split(/^\.[A-Z]\r?$/m)[0] ?? '').replace(/\s+/g, ' ').trim();
}
