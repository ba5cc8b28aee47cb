import type { Database } from '#kernel/transact';
import { profileChunk } from './chunk-profile.ts';
import type { Found, FoundCandidate } from './find-candidates.ts';
import { fuse } from './fuse.ts';
import type { LexicalIndex, SearchScope } from './ports.ts';
import type { QueryReading } from './read-terms.ts';
import { addFeedback, byScore, type Candidate, feedbackTerms, type Scored, scoreDirectly } from './rescore.ts';
import type { Trace } from './trace.ts';

export type RankedCandidate = FoundCandidate & { readonly score: number };

type Examined = Candidate & { readonly record: FoundCandidate };

export interface RankDeps {
  readonly database: Database;
  readonly lexicalIndex: Pick<LexicalIndex, 'statistics'>;
}

/** The second look at the candidates, and the fusion with their similarity in meaning; best first. */
export async function rankCandidates(
  deps: RankDeps,
  scope: SearchScope,
  reading: QueryReading,
  { candidates, statistics }: Found,
  trace: Trace,
): Promise<readonly RankedCandidate[]> {
  const examined: readonly Examined[] = candidates.map((record) => ({
    document: record.document,
    ordinal: record.ordinal,
    lexical: record.lexical,
    profile: profileChunk(record),
    sequence: reading.sequences[record.language],
    record,
  }));
  const direct = scoreDirectly(reading, examined, statistics);
  const terms = feedbackTerms(reading, direct, statistics.meanLength);
  const rescored = await withFeedback(deps, scope, reading, direct, terms);
  trace.add('rescore', { candidates: rescored.length, feedbackTerms: terms.size });

  const scored = rescored.map(({ record, score }) => ({ ...record, score }));
  if (scored.every(({ cosine }) => cosine === null)) return scored;
  const fused = [...fuse(scored)].sort(byScore);
  trace.add('fuse', { candidates: fused.length, withVector: fused.filter(({ cosine }) => cosine !== null).length });
  return fused;
}

async function withFeedback(
  { database, lexicalIndex }: RankDeps,
  scope: SearchScope,
  reading: QueryReading,
  direct: readonly Scored<Examined>[],
  terms: ReadonlyMap<string, number>,
): Promise<readonly Scored<Examined>[]> {
  if (terms.size === 0) return direct;
  const statistics = await database.read(scope.principal, (tx) =>
    lexicalIndex.statistics(tx, scope, [...terms.keys()]),
  );
  return addFeedback(reading, direct, terms, statistics);
}
