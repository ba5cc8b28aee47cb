/** The pieces of passages that can be quoted as they stand: sentences, list items, table rows. */

import { analyse, foldAccents, splitSentences } from '#domain/language/index';
import type { Passage } from '#domain/retrieval/index';
import { letterGrams } from './letter-grams.ts';

export interface EvidenceUnit {
  /** Index of its passage in the ranked list. */
  readonly passage: number;
  /** Index among the units of its passage, in reading order. */
  readonly position: number;
  /** Half-open UTF-16 range in the passage's text. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly terms: ReadonlySet<string>;
  readonly grams: ReadonlySet<string>;
  /** False for headings, questions and marks: they help to find an answer but are none. */
  readonly quotable: boolean;
}

export function evidenceUnits(passages: readonly Passage[]): readonly EvidenceUnit[] {
  return passages.flatMap((passage, index) => {
    const titles = new Set([passage.title, ...passage.headings].map(bare));
    return splitSentences(passage.text, passage.language).map(({ start, end }, position) => {
      const text = passage.text.slice(start, end);
      const terms = new Set(analyse(text, passage.language).map(({ term }) => term));
      const quotable = terms.size > 0 && !titles.has(bare(text)) && !/[?:]["'»”)]*$/u.test(text);
      return { passage: index, position, start, end, text, terms, grams: letterGrams(text), quotable };
    });
  });
}

/** Words only, so that a heading with its number or marks is still known. */
function bare(text: string): string {
  return foldAccents(text.toLowerCase())
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
