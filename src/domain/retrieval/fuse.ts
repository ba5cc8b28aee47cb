import { quantise } from './bm25.ts';

/**
 * What a cosine of 1 counts against the best lexical score. Measured with a weak embedder (`npm run bench -- fusion`):
 * most of what meaning gains across languages, and next to nothing lost within one.
 */
export const COSINE_WEIGHT = 0.4;

export interface Evidence {
  readonly score: number;
  /** Null when the chunk has no vector yet. */
  readonly cosine: number | null;
}

/**
 * One score out of two: lexical score over the best lexical score, plus 0.4 times the cosine. Unlike reciprocal rank
 * fusion it keeps how far apart results are. A chunk without a vector counts as the least similar one.
 */
export function fuse<T extends Evidence>(candidates: readonly T[]): readonly T[] {
  const best = Math.max(0, ...candidates.map(({ score }) => score));
  const known = candidates.flatMap(({ cosine }) => (cosine === null ? [] : [cosine]));
  const least = known.length > 0 ? Math.min(...known) : 0;
  return candidates.map((candidate) => ({
    ...candidate,
    score: quantise((best > 0 ? candidate.score / best : 0) + COSINE_WEIGHT * Math.max(0, candidate.cosine ?? least)),
  }));
}
