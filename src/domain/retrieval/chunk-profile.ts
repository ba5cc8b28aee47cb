import { countTerms, foldAccents, type Term } from '#domain/language/index';
import type { PassageRecord } from './ports.ts';

/** A chunk as the second look at it needs it: its terms with their places and their exact words. */
export interface ChunkProfile {
  /** Weighted, as in the index. */
  readonly frequencies: ReadonlyMap<string, number>;
  /** In terms. */
  readonly length: number;
  /** Where each term stands, counted in terms from the start of the chunk; ascending. */
  readonly positions: ReadonlyMap<string, readonly number[]>;
  /** The words as written, in lower case and without accents. */
  readonly words: ReadonlySet<string>;
}

export type ProfiledText = Pick<PassageRecord, 'ordinal' | 'text' | 'headings' | 'language'>;

export function profileChunk(chunk: ProfiledText): ChunkProfile {
  const { frequencies, length, terms } = countTerms(chunk);
  const positions = new Map<string, number[]>();
  const words = new Set<string>();
  terms.forEach((term, index) => {
    const known = positions.get(term.term);
    if (known) known.push(index);
    else positions.set(term.term, [index]);
    words.add(wordOf(chunk.text, term));
  });
  return { frequencies, length, positions, words };
}

/** The word behind a term, in lower case and without accents. */
export function wordOf(text: string, { start, end }: Pick<Term, 'start' | 'end'>): string {
  return foldAccents(text.slice(start, end).toLowerCase());
}
