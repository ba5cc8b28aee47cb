/** Tables of a page: which hold data, what their rows read, and which row names the columns. */

import { attribute, type HtmlNode, isUnseen, tagOf } from './html-node.ts';
import { inlineText } from './inline-text.ts';

export interface HtmlTable {
  readonly header: string | null;
  readonly rows: readonly string[];
}

interface Row {
  readonly cells: readonly string[];
  readonly isHeader: boolean;
}

const MAX_HEADER_CELL = 60;

/** Null for a table that only arranges the page: one column, one row, or tables and headings inside. */
export function readTable(table: HtmlNode): HtmlTable | null {
  const rows = collectRows(table, false).filter(({ cells }) => cells.some((cell) => cell !== ''));
  const isData = rows.length > 1 && rows.some(({ cells }) => cells.length > 1) && !hasStructure(table);
  if (!isData && !rows.some(({ isHeader }) => isHeader)) return null;
  const [first, ...rest] = rows;
  if (first === undefined) return null;
  const named = first.isHeader || (rest.length > 1 && looksLikeHeader(first, rest));
  return { header: named ? line(first) : null, rows: (named ? rest : rows).map(line) };
}

function line({ cells }: Row): string {
  return cells.join(' | ').replace(/(?: \| )+$/, '');
}

function looksLikeHeader(first: Row, rest: readonly Row[]): boolean {
  const { cells } = first;
  const width = Math.max(...rest.slice(0, 1000).map((row) => row.cells.length));
  if (cells.length < 2 || cells.length < width || new Set(cells).size < cells.length) return false;
  return cells.every(
    (cell) => cell.length > 0 && cell.length <= MAX_HEADER_CELL && /\p{L}/u.test(cell) && !/[.;:]$/.test(cell),
  );
}

function collectRows(node: HtmlNode, inHead: boolean): Row[] {
  const rows: Row[] = [];
  for (const child of node.childNodes) {
    const tag = tagOf(child);
    if (tag === '' || isUnseen(child)) continue;
    if (tag === 'tr') rows.push(readRow(child, inHead));
    else if (tag === 'thead' || tag === 'tbody' || tag === 'tfoot') rows.push(...collectRows(child, tag === 'thead'));
    else if (tag === 'caption') rows.push({ cells: [], isHeader: false });
  }
  return rows;
}

function readRow(row: HtmlNode, inHead: boolean): Row {
  const cells = [...row.childNodes].filter((cell) => /^t[dh]$/.test(tagOf(cell)) && !isUnseen(cell));
  const texts = cells.flatMap((cell) => {
    const span = Math.min(Number.parseInt(attribute(cell, 'colspan'), 10) || 1, 50);
    return [inlineText(cell).replaceAll('\n', ' '), ...Array<string>(span - 1).fill('')];
  });
  const isHeader = cells.length > 0 && (inHead || cells.every((cell) => tagOf(cell) === 'th'));
  return { cells: texts, isHeader };
}

function hasStructure(node: HtmlNode): boolean {
  for (const child of node.childNodes) {
    const tag = tagOf(child);
    if (tag !== '' && (/^(?:table|h[1-6]|article|main|form)$/.test(tag) || hasStructure(child))) return true;
  }
  return false;
}
