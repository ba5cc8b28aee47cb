/** What must hold for every document that any parser returns. */

import { expect } from 'vitest';
import type { Block, ParsedDocument } from '#domain/knowledge/ports';
import { normaliseText } from '#kernel/stored-text';

export function checkParsedDocument({ text, blocks, boxes, pages, title }: ParsedDocument): void {
  expect(normaliseText(text)).toBe(text);
  expect(text.trim()).not.toBe('');
  expect(title === null || title.trim() === title).toBe(true);
  const outer = blocks.filter(({ kind }) => kind !== 'table-row');
  checkSequence(outer, text);
  const tables = blocks.filter(({ kind }) => kind === 'table');
  const rows = blocks.filter(({ kind }) => kind === 'table-row');
  checkSequence(rows, text);
  for (const row of rows)
    if (!tables.some((table) => table.start <= row.start && row.end <= table.end))
      throw new Error(`row at ${row.start} lies in no table`);
  for (const box of boxes) {
    const slice = text.slice(box.start, box.end);
    if (slice.trim() === '') throw new Error(`box at ${box.start} holds no text`);
    if (!(box.x0 < box.x1 && box.y0 < box.y1)) throw new Error(`box at ${box.start} has no area`);
    const page = pages[box.page - 1];
    if (page === undefined || box.start < page.start || box.end > page.end)
      throw new Error(`box at ${box.start} is not on page ${box.page}`);
  }
  if (pages.length > 0) {
    expect(pages[0]?.start).toBe(0);
    expect(pages.at(-1)?.end).toBe(text.length);
    pages.forEach((page, index) => {
      if (page.page !== index + 1 || page.start > page.end) throw new Error(`page ${page.page} is out of order`);
      if (index > 0 && pages[index - 1]?.end !== page.start)
        throw new Error(`page ${page.page} does not follow the page before`);
    });
  }
}

/** Inside the text, trimmed, not empty, in order, apart. */
function checkSequence(blocks: readonly Block[], text: string): void {
  let end = 0;
  for (const block of blocks) {
    if (block.start < end || block.end <= block.start || block.end > text.length)
      throw new Error(`${block.kind} at ${block.start} to ${block.end} is out of order after ${end}`);
    const slice = text.slice(block.start, block.end);
    if (slice.trimEnd() !== slice || slice.trim() === '' || (block.kind !== 'code' && slice.trimStart() !== slice))
      throw new Error(`${block.kind} at ${block.start} has blank edges`);
    end = block.end;
  }
}

/** Blocks as `kind level: text`, tables left out, for short expectations. */
export function outline({ text, blocks }: ParsedDocument): string[] {
  return blocks
    .filter(({ kind }) => kind !== 'table')
    .map(({ kind, level, start, end }) => `${kind} ${level}: ${text.slice(start, end)}`);
}
