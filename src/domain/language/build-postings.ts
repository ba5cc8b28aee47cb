import type { Language } from '#kernel/language';
import { analyse, type Term } from './analyse.ts';

/** What the index needs to know of a chunk. */
export interface IndexableChunk {
  readonly ordinal: number;
  readonly text: string;
  /** Titles of the enclosing headings, outermost first. */
  readonly headings: readonly string[];
  readonly language: Language;
}

/** One term of one document: in which chunks, how often, and how long those chunks are. Parallel arrays. */
export interface TermPosting {
  readonly term: string;
  readonly ordinals: readonly number[];
  readonly frequencies: readonly number[];
  /** Chunk lengths in terms. */
  readonly lengths: readonly number[];
}

/**
 * What one mention in a heading counts, where a mention in the chunk's own text counts 1. On the open half of the
 * sample questions (46 with evidence) 0 gave MRR@10 0.934, 0.25 0.938, and 0.5, 1 and 2 alike 0.957.
 */
const HEADING_WEIGHT = 0.5;

/**
 * The postings of one document, sorted by term. The terms of a chunk's headings count for it too, with less weight;
 * its length in terms is that of its own text, so that a heading never makes a chunk look longer.
 */
export function buildPostings(chunks: readonly IndexableChunk[]): readonly TermPosting[] {
  const postings = new Map<string, { ordinals: number[]; frequencies: number[]; lengths: number[] }>();
  for (const chunk of chunks) {
    const { frequencies, length } = countTerms(chunk);
    for (const [term, frequency] of frequencies) {
      const posting = postings.get(term) ?? { ordinals: [], frequencies: [], lengths: [] };
      posting.ordinals.push(chunk.ordinal);
      posting.frequencies.push(frequency);
      posting.lengths.push(length);
      postings.set(term, posting);
    }
  }
  const sorted = [...postings].sort(([left], [right]) => (left < right ? -1 : 1));
  return sorted.map(([term, posting]) => ({ term, ...posting }));
}

export interface TermCounts {
  /** How often each term occurs; mentions in headings count less. */
  readonly frequencies: ReadonlyMap<string, number>;
  /** Of the chunk's own text, in terms; at least 1. */
  readonly length: number;
  /** Of the chunk's own text, in order. */
  readonly terms: readonly Term[];
}

export function countTerms(chunk: IndexableChunk): TermCounts {
  const frequencies = new Map<string, number>();
  const own = analyse(chunk.text, chunk.language);
  for (const { term } of own) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
  for (const heading of chunk.headings)
    for (const { term } of analyse(heading, chunk.language))
      frequencies.set(term, (frequencies.get(term) ?? 0) + HEADING_WEIGHT);
  return { frequencies, length: Math.max(1, own.length), terms: own };
}
