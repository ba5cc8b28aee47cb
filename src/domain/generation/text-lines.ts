/** What the lines of a stored text look like: running text, the rows of a table and their column names, headings. */

export type LineKind = 'text' | 'row' | 'columns' | 'heading';

export interface TextLine {
  readonly kind: LineKind;
  /** Half-open UTF-16 range without the white space around it. Consecutive lines of running text are one. */
  readonly start: number;
  readonly end: number;
}

/** How the parsers write the cells of a row. */
const CELLS = / \| /;
const MOST_HEADING_WORDS = 8;

export function textLines(text: string): readonly TextLine[] {
  const lines: TextLine[] = [];
  for (const match of text.matchAll(/[^\n]+/g)) {
    const start = match.index + match[0].length - match[0].trimStart().length;
    const end = match.index + match[0].trimEnd().length;
    if (start < end) lines.push({ kind: CELLS.test(match[0]) ? 'row' : 'text', start, end });
  }
  return joinText(text, markHeads(text, lines));
}

function markHeads(text: string, lines: readonly TextLine[]): readonly TextLine[] {
  return lines.map((line, index) => {
    if (line.kind === 'row') return namesColumns(text, lines, index) ? { ...line, kind: 'columns' } : line;
    return looksLikeHeading(text, lines, index) ? { ...line, kind: 'heading' } : line;
  });
}

/** The first of several rows, without a figure where most of the others have one. */
function namesColumns(text: string, lines: readonly TextLine[], index: number): boolean {
  if (lines[index - 1]?.kind === 'row' || /\d/.test(written(text, lines[index]))) return false;
  const next = lines.findIndex((line, at) => at > index && line.kind !== 'row');
  const rest = lines.slice(index + 1, next < 0 ? undefined : next);
  const figures = rest.filter((line) => /\d/.test(written(text, line))).length;
  return rest.length > 0 && figures * 2 >= rest.length;
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
