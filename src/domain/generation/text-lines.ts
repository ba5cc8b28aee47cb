/**
 * What the lines of a stored text look like: running text, the rows of a table and their column names, headings, and
 * what only helps to leaf through pages (running headers, page numbers, rows of a table of contents).
 */

import { pageFurniture } from './page-furniture.ts';

export type LineKind = 'text' | 'row' | 'columns' | 'heading' | 'furniture';

export interface TextLine {
  readonly kind: LineKind;
  /** Half-open UTF-16 range without the white space around it. Consecutive lines of running text are one. */
  readonly start: number;
  readonly end: number;
}

/** How the parsers write the cells of a row. */
const CELLS = / \| /;
const MOST_HEADING_WORDS = 8;
const MOST_NAME_WORDS = 5;
const YEAR_CELL = /(^|\| )(?:19|20)\d\d(?= \||$)/g;

export function textLines(text: string): readonly TextLine[] {
  const lines: TextLine[] = [];
  for (const match of text.matchAll(/[^\n]+/g)) {
    const start = match.index + match[0].length - match[0].trimStart().length;
    const end = match.index + match[0].trimEnd().length;
    if (start < end) lines.push({ kind: CELLS.test(match[0]) ? 'row' : 'text', start, end });
  }
  const furniture = pageFurniture(lines.map((line) => written(text, line)));
  const marked = lines.map((line, index): TextLine => (furniture.has(index) ? { ...line, kind: 'furniture' } : line));
  return joinText(text, markHeads(text, marked));
}

function markHeads(text: string, lines: readonly TextLine[]): readonly TextLine[] {
  return lines.map((line, index) => {
    if (line.kind === 'row') return namesColumns(text, lines, index) ? { ...line, kind: 'columns' } : line;
    if (line.kind === 'furniture') return line;
    return looksLikeHeading(text, lines, index) ? { ...line, kind: 'heading' } : line;
  });
}

/** The first of several rows, without a figure (a year is none) where most of the others have one, or of short names. */
function namesColumns(text: string, lines: readonly TextLine[], index: number): boolean {
  const own = written(text, lines[index]).replace(YEAR_CELL, '$1');
  if (lines[index - 1]?.kind === 'row' || /\d/.test(own)) return false;
  const next = lines.findIndex((line, at) => at > index && line.kind !== 'row');
  const rest = lines.slice(index + 1, next < 0 ? undefined : next);
  const figures = rest.filter((line) => /\d/.test(written(text, line))).length;
  if (rest.length > 0 && figures * 2 >= rest.length) return true;
  // A table that the passage shows from its beginning: two columns may be names and values without a head, more are not.
  const cells = own.split(CELLS);
  return (
    index > 0 &&
    rest.length > 1 &&
    cells.length > 2 &&
    cells.every((cell) => cell.split(/\s+/).length <= MOST_NAME_WORDS)
  );
}

/** A short line that ends nothing, says no figure, and stands apart or before a table. */
function looksLikeHeading(text: string, lines: readonly TextLine[], index: number): boolean {
  const line = lines[index];
  const next = lines[index + 1];
  if (!line || !next) return false;
  const own = written(text, line).replace(/^\d+(?:\.\d+)*[.)]?\s+/, '');
  const words = own.split(/\s+/).length;
  if (words > MOST_HEADING_WORDS || !/^\p{Lu}/u.test(own) || /\d|[.,;:!?…»”")]$/u.test(own)) return false;
  const apart = (from: number, to: number) => /\n[ \t]*\n/.test(text.slice(from, to));
  const before = lines[index - 1];
  return next.kind === 'row' || ((!before || apart(before.end, line.start)) && apart(line.end, next.start));
}

function written(text: string, line: TextLine | undefined): string {
  return line ? text.slice(line.start, line.end) : '';
}

/** A sentence may run over lines of running text, so these stay together. */
function joinText(text: string, lines: readonly TextLine[]): readonly TextLine[] {
  const joined: TextLine[] = [];
  for (const line of lines) {
    const last = joined.at(-1);
    const paragraph = last && !/\n[ \t]*\n/.test(text.slice(last.end, line.start));
    if (last && paragraph && last.kind === 'text' && line.kind === 'text') {
      joined[joined.length - 1] = { ...last, end: line.end };
    } else joined.push(line);
  }
  return joined;
}
