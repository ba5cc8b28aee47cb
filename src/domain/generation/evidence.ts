/** The pieces of passages that can be quoted as they stand: sentences, list items, table rows. */

import { analyse, foldAccents, splitSentences } from '#domain/language/index';
import type { Passage } from '#domain/retrieval/index';
import { letterGrams } from './letter-grams.ts';
import { type TextLine, textLines } from './text-lines.ts';

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
  /** False for headings, column names, running headers, rows of contents, questions and marks: they help to find an answer but are none. */
  readonly quotable: boolean;
  /** Positions of the pieces that say what this one is about: the two before, or for a row its column names. */
  readonly context: readonly number[];
}

export function evidenceUnits(passages: readonly Passage[]): readonly EvidenceUnit[] {
  return passages.flatMap((passage, index) => {
    const titles = new Set([passage.title, ...passage.headings].map(bare));
    const lines = textLines(passage.text);
    let head: number | null = null;
    const pieces = lines.flatMap((line) => piecesOf(line, passage));
    return pieces.map(({ start, end, line }, position) => {
      const text = passage.text.slice(start, end);
      const terms = new Set(analyse(text, passage.language).map(({ term }) => term));
      const last = position === pieces.length - 1;
      const names =
        titles.has(bare(text)) ||
        line.kind === 'columns' ||
        line.kind === 'furniture' ||
        (line.kind === 'heading' && !last);
      if (line.kind === 'columns') head = position;
      else if (line.kind !== 'row') head = null;
      const context: readonly number[] =
        line.kind === 'row' && head !== null ? [head, head - 1] : [position - 1, position - 2];
      return {
        ...{ passage: index, position, start, end, text, terms, grams: letterGrams(text) },
        quotable: terms.size > 0 && !names && !/[?:]["'»”)]*$/u.test(text),
        context: context.filter((at) => at >= 0),
      };
    });
  });
}

/** A row is one piece whatever stands in it; other lines are split into sentences. */
function piecesOf(line: TextLine, { text, language }: Passage) {
  if (line.kind !== 'text' && line.kind !== 'heading') return [{ start: line.start, end: line.end, line }];
  return splitSentences(text.slice(line.start, line.end), language).map(({ start, end }) => ({
    start: line.start + start,
    end: line.start + end,
    line,
  }));
}

/** Words only, so that a heading with its number or marks is still known. */
function bare(text: string): string {
  return foldAccents(text.toLowerCase())
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
