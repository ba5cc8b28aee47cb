/**
 * BM25 (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework: BM25 and Beyond", section 3.4), with the
 * inverse document frequency that is never negative: ln(1 + (N - n + 0.5) / (n + 0.5)).
 * The SQL of the database adapter spells the same formula in the same order of operations.
 */

export interface Bm25Parameters {
  /** How soon more mentions of a term stop counting; above 0. */
  readonly k1: number;
  /** How much a long text is held against itself, 0 to 1. */
  readonly b: number;
}

/** Steps per unit of score: contributions are rounded to multiples of 2^-20 so that sums do not depend on their order. */
const STEPS = 1_048_576;

export function inverseDocumentFrequency(chunks: number, frequency: number): number {
  return Math.log(1 + (chunks - frequency + 0.5) / (frequency + 0.5));
}

/** What one term adds to the score of one chunk; `idf` already carries the term's weight. */
export function bm25Contribution(
  idf: number,
  frequency: number,
  length: number,
  meanLength: number,
  { k1, b }: Bm25Parameters,
): number {
  return (idf * frequency * (k1 + 1)) / (frequency + k1 * (1 - b + (b * length) / meanLength));
}

/** The nearest multiple of 2^-20; halves go away from zero, as in SQL. */
export function quantise(score: number): number {
  return (Math.sign(score) * Math.floor(Math.abs(score) * STEPS + 0.5)) / STEPS;
}
