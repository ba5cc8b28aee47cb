/**
 * A second look at the best candidates of the lexical index. BM25 sees a bag of stems; the second look adds what a bag
 * loses and what the best passages tell:
 *
 * - proximity: neighbouring words of the question that stand close together in the passage
 *   (after Büttcher, Clarke and Lushman 2006, "Term proximity scoring for ad-hoc retrieval on very large collections");
 * - exact words: the same word form, not only the same stem;
 * - feedback: terms typical of the passages that lead so far, the more so the further one leads
 *   (after Lavrenko and Croft 2001, "Relevance-based language models").
 *
 * The weights were chosen once, for all data sets together; `npm run bench -- retrieval` shows what each part brings.
 * All of it is computed from visible chunks and their statistics only.
 */

import { type Bm25Parameters, bm25Contribution, inverseDocumentFrequency, quantise } from './bm25.ts';
import type { ChunkProfile } from './chunk-profile.ts';
import type { ChunkKey, TermStatistics } from './ports.ts';
import type { QueryReading, SpokenTerm } from './read-terms.ts';

export interface Candidate extends ChunkKey {
  /** BM25 from the index; null when the chunk was found in another way. */
  readonly lexical: number | null;
  readonly profile: ChunkProfile;
  /** The question's terms by the rules of the chunk's language. */
  readonly sequence: readonly SpokenTerm[];
}

export type Scored<T extends Candidate = Candidate> = T & { readonly score: number };

export interface RescoreWeights {
  readonly proximity: number;
  readonly exact: number;
  readonly feedback: number;
}

export const BM25: Bm25Parameters = { k1: 1.2, b: 0.75 };
export const RESCORE_WEIGHTS: RescoreWeights = { proximity: 0.5, exact: 0.3, feedback: 0.4 };

/** Words further apart than this many terms are not close. */
const WINDOW = 4;
const FEEDBACK_CHUNKS = 5;
const FEEDBACK_TERMS = 20;

/** BM25, proximity and exact words; best first. */
export function scoreDirectly<T extends Candidate>(
  reading: QueryReading,
  candidates: readonly T[],
  statistics: TermStatistics,
  weights: RescoreWeights = RESCORE_WEIGHTS,
): readonly Scored<T>[] {
  const idf = idfOf(statistics);
  const scored = candidates.map((candidate) => {
    const lexical = candidate.lexical ?? lexicalScore(reading, candidate.profile, statistics, idf);
    const near = weights.proximity === 0 ? 0 : weights.proximity * proximity(candidate, idf);
    const exact = weights.exact === 0 ? 0 : weights.exact * exactWords(candidate, idf);
    return { ...candidate, score: quantise(lexical + near + exact) };
  });
  return scored.sort(byScore);
}

/** Terms of the leading chunks with their saturated frequencies, those of the question left out. */
export function feedbackTerms(
  reading: QueryReading,
  scored: readonly Scored[],
  meanLength: number,
): ReadonlyMap<string, number> {
  const leading = scored.slice(0, FEEDBACK_CHUNKS);
  const shares = softmax(leading.map(({ score }) => score));
  const asked = new Set(reading.terms.map(({ term }) => term));
  const found = new Map<string, number>();
  leading.forEach(({ profile }, index) => {
    const share = shares[index] ?? 0;
    for (const [term, frequency] of profile.frequencies) {
      if (asked.has(term)) continue;
      const saturated = bm25Contribution(1, frequency, profile.length, meanLength, BM25);
      found.set(term, (found.get(term) ?? 0) + share * saturated);
    }
  });
  return found;
}

/** Adds what the feedback terms contribute; `statistics` must cover them. Best first. */
export function addFeedback<T extends Candidate>(
  reading: QueryReading,
  scored: readonly Scored<T>[],
  terms: ReadonlyMap<string, number>,
  statistics: TermStatistics,
  weight: number = RESCORE_WEIGHTS.feedback,
): readonly Scored<T>[] {
  const idf = idfOf(statistics);
  const strongest = [...terms]
    .map(([term, share]) => ({ term, strength: share * idf(term) }))
    .sort((left, right) => right.strength - left.strength || (left.term < right.term ? -1 : 1))
    .slice(0, FEEDBACK_TERMS);
  const total = strongest.reduce((sum, { strength }) => sum + strength, 0);
  if (total === 0) return scored;
  const scale = (weight * reading.terms.filter((term) => term.weight === 1).length) / total;
  const rescored = scored.map((candidate) => {
    const { frequencies, length } = candidate.profile;
    let sum = 0;
    for (const { term, strength } of strongest) {
      const frequency = frequencies.get(term);
      if (frequency === undefined) continue;
      sum += bm25Contribution(strength * idf(term), frequency, length, statistics.meanLength, BM25);
    }
    return { ...candidate, score: quantise(candidate.score + scale * sum) };
  });
  return rescored.sort(byScore);
}

export function byScore(left: ChunkKey & { score: number }, right: ChunkKey & { score: number }): number {
  return right.score - left.score || left.document - right.document || left.ordinal - right.ordinal;
}

type Idf = (term: string) => number;

function idfOf({ chunks, frequencies }: TermStatistics): Idf {
  return (term) => inverseDocumentFrequency(chunks, frequencies.get(term) ?? 0);
}

function lexicalScore(reading: QueryReading, profile: ChunkProfile, statistics: TermStatistics, idf: Idf): number {
  let sum = 0;
  for (const { term, weight } of reading.terms) {
    const frequency = profile.frequencies.get(term);
    if (frequency !== undefined)
      sum += quantise(bm25Contribution(weight * idf(term), frequency, profile.length, statistics.meanLength, BM25));
  }
  return sum;
}

function proximity({ sequence, profile }: Candidate, idf: Idf): number {
  let sum = 0;
  for (let index = 0; index + 1 < sequence.length; index += 1) {
    const left = sequence[index]?.term ?? '';
    const right = sequence[index + 1]?.term ?? '';
    if (left === right) continue;
    const gap = smallestGap(profile.positions.get(left) ?? [], profile.positions.get(right) ?? []);
    if (gap <= WINDOW) sum += Math.min(idf(left), idf(right)) / gap;
  }
  return sum;
}

/** Smallest distance between a number of one ascending list and one of the other; at least 1. */
function smallestGap(left: readonly number[], right: readonly number[]): number {
  let smallest = Number.POSITIVE_INFINITY;
  let at = 0;
  for (const place of left) {
    while (at < right.length && (right[at] ?? 0) < place) at += 1;
    for (const other of [right[at - 1], right[at]])
      if (other !== undefined) smallest = Math.min(smallest, Math.max(1, Math.abs(other - place)));
  }
  return smallest;
}

function exactWords({ sequence, profile }: Candidate, idf: Idf): number {
  let sum = 0;
  const seen = new Set<string>();
  for (const { term, word } of sequence) {
    if (seen.has(word)) continue;
    seen.add(word);
    if (profile.words.has(word)) sum += idf(term);
  }
  return sum;
}

function softmax(scores: readonly number[]): readonly number[] {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}
