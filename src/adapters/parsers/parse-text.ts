/** Plain text is stored as it is; blocks are found in it by blank lines, list marks and the look of headings. */

import type { Block } from '#domain/knowledge/ports';
import { normaliseText } from '#kernel/stored-text';
import { FORMATS } from './format.ts';
import type { Parse } from './parser.ts';
import { readText } from './read-text.ts';

const PARAGRAPH = /[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*/g;
const BULLET = /^(\s*)(?:[-*•·–]\s+|(?=\(?(?:\d{1,3}|[a-zA-Z])[.)]\s+\S))(?=\S)/;
const DIVISION =
  /^(?:chapter|section|part|appendix|annex|article|cap[ií]tulo|secci[oó]n|parte|anexo|art[ií]culo|t[ií]tulo)\s+\S/i;
const NUMBERED = /^(?:\d{1,2}\.)+\d{0,2}\s+\p{Lu}/u;
const MAX_HEADING = 80;

export const parseText: Parse = async (input) => {
  const text = normaliseText(readText(input));
  const blocks = [...text.matchAll(PARAGRAPH)].flatMap((match) => readParagraph(match[0], match.index));
  const first = blocks[0];
  const title = first?.kind === 'heading' ? text.slice(first.start, first.end) : null;
  return { text, blocks, boxes: [], pages: [], title, ...FORMATS.text };
};

function readParagraph(paragraph: string, start: number): Block[] {
  const lines = paragraph.split('\n');
  if (lines.length === 1 && looksLikeHeading(paragraph.trim())) return [blockOf('heading', 1, paragraph, start)];
  if (lines.length === 2 && /^\s*(?:={3,}|-{3,})\s*$/.test(lines[1] ?? ''))
    return [blockOf('heading', lines[1]?.includes('=') ? 1 : 2, lines[0] ?? '', start)];
  if (!lines.some((line) => BULLET.test(line))) return [blockOf('paragraph', 0, paragraph, start)];
  return readItems(lines, start);
}

/** Lines from one list mark to the next are one item; what stands before the first mark is a paragraph. */
function readItems(lines: readonly string[], start: number): Block[] {
  const groups: { mark: RegExpExecArray | null; text: string; at: number }[] = [];
  let at = start;
  for (const line of lines) {
    const mark = BULLET.exec(line);
    const last = groups.at(-1);
    if (mark !== null || last === undefined) groups.push({ mark, text: line, at });
    else last.text += `\n${line}`;
    at += line.length + 1;
  }
  return groups.map(({ mark, text, at: from }) => {
    if (mark === null) return blockOf('paragraph', 0, text, from);
    const depth = 1 + Math.min(5, Math.floor((mark[1]?.length ?? 0) / 2));
    return blockOf('list-item', depth, text.slice(mark[0].length), from + mark[0].length);
  });
}

function blockOf(kind: Block['kind'], level: number, text: string, at: number): Block {
  const start = at + text.length - text.trimStart().length;
  return { kind, level, start, end: start + text.trim().length };
}

function looksLikeHeading(line: string): boolean {
  if (line.length > MAX_HEADING || /[.,;:]$/.test(line) || !/\p{L}{3}/u.test(line)) return false;
  return (line === line.toUpperCase() && line !== line.toLowerCase()) || DIVISION.test(line) || NUMBERED.test(line);
}
