import type { Id } from '#kernel/id';
import type { PassageRecord } from './ports.ts';

export interface RankedRecord extends PassageRecord {
  readonly score: number;
  /** See `Passage`. */
  readonly supersededBy?: Id;
}

/** Chunks that follow each other in one document, to be shown as one passage. */
export interface Run {
  /** In reading order; at least one. */
  readonly chunks: readonly RankedRecord[];
  readonly score: number;
}

/** A neighbour joins when its score is at least this share of the other's. */
const SHARE = 0.5;
/** Longest joined passage in UTF-16 code units. */
const LONGEST = 4_000;

/**
 * Goes down the ranking until `limit` passages are found; a chunk that directly follows or precedes one already found,
 * and is not much worse, lengthens that passage instead of being one of its own.
 */
export function joinNeighbours(ranked: readonly RankedRecord[], limit: number): readonly Run[] {
  const runs: Run[] = [];
  for (const chunk of ranked) {
    const index = runs.findIndex((run) => belongs(run, chunk));
    const run = runs[index];
    if (run) runs[index] = { score: run.score, chunks: inOrder([...run.chunks, chunk]) };
    else if (runs.length < limit) runs.push({ score: chunk.score, chunks: [chunk] });
    else break;
  }
  return runs;
}

function belongs(run: Run, chunk: RankedRecord): boolean {
  const first = run.chunks[0];
  const last = run.chunks.at(-1);
  if (!first || !last || first.document !== chunk.document || chunk.score < SHARE * run.score) return false;
  if (first.supersededBy !== chunk.supersededBy) return false;
  const isNext = chunk.ordinal === last.ordinal + 1 && chunk.start >= last.end;
  const isBefore = chunk.ordinal === first.ordinal - 1 && chunk.end <= first.start;
  if (!isNext && !isBefore) return false;
  return Math.max(chunk.end, last.end) - Math.min(chunk.start, first.start) <= LONGEST;
}

function inOrder(chunks: readonly RankedRecord[]): readonly RankedRecord[] {
  return [...chunks].sort((left, right) => left.ordinal - right.ordinal);
}
