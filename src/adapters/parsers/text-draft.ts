/** Where a parser writes the stored text: it keeps blocks, boxes and pages in step with the offsets. */

import type { Block, BlockKind, Box, PageSpan, ParsedDocument } from '#domain/knowledge/ports';
import { normaliseText } from '#kernel/stored-text';
import { documentHasNoText, documentTooLarge } from './document-errors.ts';
import { tidy } from './tidy.ts';

/** Rectangle on a page, PDF points from the top left corner. */
export interface Place {
  readonly page: number;
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** A piece of a block's text, with its place where the format knows one. */
export interface TextPart {
  readonly text: string;
  readonly place?: Place;
}

export interface DocumentFacts {
  readonly title: string | null;
  readonly mediaType: string;
  readonly parser: string;
}

export interface TextDraft {
  /** Adds a block; what is empty is left out. A `marker` (a bullet) is written before the block, outside its span. */
  block(kind: BlockKind, level: number, text: string | readonly TextPart[], marker?: string): void;
  /** Adds a table of rows already written out as text. The header line belongs to the table but is no row. */
  table(header: readonly TextPart[] | null, rows: readonly (readonly TextPart[])[]): void;
  /** Announces the next page, in points; all pages before any of their text. */
  page(width: number, height: number): void;
  /** @throws InputError `DOCUMENT_HAS_NO_TEXT` when nothing was added */
  finish(facts: DocumentFacts): ParsedDocument;
}

/** Characters that may melt into the one before them under NFC: combining marks and the inner letters of Hangul. */
const MELTS = /^[\p{M}\u1160-\u11ff]/u;
const MAX_TITLE = 300;

export function createDraft(maxCharacters: number): TextDraft {
  const chunks: string[] = [];
  const blocks: Block[] = [];
  const boxes: Box[] = [];
  const pages: { page: number; width: number; height: number; start: number | null }[] = [];
  let length = 0;
  let previous: BlockKind | null = null;

  const write = (text: string) => {
    length += text.length;
    if (length > maxCharacters)
      throw documentTooLarge(`its text is longer than ${maxCharacters} characters`, maxCharacters);
    chunks.push(text);
  };
  const gap = (kind: BlockKind) => {
    if (length > 0) write(previous === kind && (kind === 'list-item' || kind === 'table-row') ? '\n' : '\n\n');
    previous = kind;
  };
  /** Writes the parts, trimmed as one, and returns their span. */
  const writeParts = (parts: readonly TextPart[]) => {
    const start = length;
    for (const { text, place } of parts) {
      const from = length;
      write(text);
      if (place === undefined || text.trim() === '') continue;
      boxes.push({ start: from, end: length, ...place });
      const page = pages[place.page - 1];
      if (page !== undefined) page.start ??= from;
    }
    return { start, end: length };
  };

  const block: TextDraft['block'] = (kind, level, content, marker = '') => {
    const parts = settle(content, kind === 'code');
    if (parts.length === 0) return;
    gap(kind);
    write(marker);
    blocks.push({ kind, level, ...writeParts(parts) });
  };

  return {
    block,
    table(header, rows) {
      const lines = rows.map((row) => settle(row, false)).filter((row) => row.length > 0);
      if (lines.length === 0) return header === null ? undefined : block('paragraph', 0, header);
      const top = header === null ? [] : settle(header, false);
      gap('table');
      const start = length;
      if (top.length > 0) writeParts(top);
      const named = top.length > 0 ? { header: top.map(({ text }) => text).join('') } : {};
      const spans = lines.map((line) => {
        if (length > start) write('\n');
        return writeParts(line);
      });
      blocks.push({ kind: 'table', level: 0, start, end: length });
      for (const span of spans) blocks.push({ kind: 'table-row', level: 0, ...span, ...named });
    },
    page(width, height) {
      pages.push({ page: pages.length + 1, width, height, start: null });
    },
    finish(facts) {
      if (blocks.length === 0) throw documentHasNoText();
      const title =
        facts.title === null ? '' : tidy(normaliseText(facts.title)).replace(/\n/g, ' ').slice(0, MAX_TITLE);
      const text = chunks.join('');
      return { ...facts, title: title === '' ? null : title, text, blocks, boxes, pages: spansOf(pages, text.length) };
    },
  };
}

/** Each page reaches from its first text to that of the next, so that every offset has a page; a page without text is empty. */
function spansOf(pages: readonly (Omit<PageSpan, 'start' | 'end'> & { start: number | null })[], length: number) {
  let end = length;
  const spans = pages.toReversed().map((page, index, all) => {
    const span: PageSpan = { ...page, start: index === all.length - 1 ? 0 : (page.start ?? end), end };
    end = span.start;
    return span;
  });
  return spans.reverse();
}

/** Normalises each part, melts combining starts into the part before, and trims the whole. Code keeps its indentation. */
function settle(content: string | readonly TextPart[], verbatim: boolean): TextPart[] {
  const settled: { text: string; place?: Place }[] = [];
  for (const part of typeof content === 'string' ? [{ text: content }] : content) {
    const text = normaliseText(part.text);
    const last = settled.at(-1);
    if (last !== undefined && MELTS.test(text)) last.text = normaliseText(last.text + text);
    else if (text !== '') settled.push({ ...part, text });
  }
  while (settled[0]?.text.trim() === '') settled.shift();
  while (settled.at(-1)?.text.trim() === '') settled.pop();
  const [first] = settled;
  const last = settled.at(-1);
  if (first !== undefined) first.text = verbatim ? first.text.replace(/^(?:\s*\n)+/, '') : first.text.trimStart();
  if (last !== undefined) last.text = last.text.trimEnd();
  return settled;
}
