/** Tells the lines of one region from its tables. */

import type { Element, Line, Table } from './element.ts';
import { readTable } from './read-table.ts';
import { around } from './run.ts';
import { join, type Row, type Segment, toRows } from './segment.ts';

/** White space that two rows of a table share, in font sizes. */
const SHARED_GAP = 0.6;
const MAX_ROW_DISTANCE = 4;
/** Rows of one cell (labels, wrapped text) that may stand between two rows of a table. */
const MAX_SINGLE = 4;
const MIN_ROWS = 2;

export function readRegion(segments: readonly Segment[], page: number): Element[] {
  const rows = toRows(segments).map(withAmounts);
  const { x0: left, x1: right } = around(segments);
  const elements: Element[] = [];
  let index = 0;
  while (index < rows.length) {
    const end = tableEnd(rows, index, left, right);
    const table = end > index ? readTable(rows.slice(index, end), page) : null;
    if (table !== null) {
      elements.push(table);
      index = end;
      continue;
    }
    const row = rows[index];
    if (row !== undefined) elements.push(...tablesIn(row), ...linesIn(row, page, left, right));
    index += 1;
  }
  return elements;
}

/** End (exclusive) of the table that starts here, or the start when none does. */
function tableEnd(rows: readonly Row[], start: number, left: number, right: number): number {
  const first = isSpanningName(rows, start, left, right) ? start + 1 : start;
  let last = rows[first];
  if (last === undefined || last.segments.length < 2 || tablesIn(last).length > 0) return start;
  let [end, celled, singles] = [first + 1, 1, 0];
  for (let index = first + 1; index < rows.length; index += 1) {
    const row = rows[index];
    const above = rows[index - 1];
    if (row === undefined || above === undefined || tablesIn(row).length > 0) break;
    if (row.baseline - above.baseline > MAX_ROW_DISTANCE * row.size) break;
    if (row.segments.length > 1) {
      if (!shareGap(last, row)) break;
      [last, end, celled, singles] = [row, index + 1, celled + 1, 0];
    } else {
      singles += 1;
      const goesOn = /^\p{Ll}/u.test(rows[index + 1]?.segments[0]?.text ?? '');
      if (singles > MAX_SINGLE || (row.x1 - row.x0 > 0.7 * (right - left) && !goesOn)) break;
    }
  }
  if (celled < MIN_ROWS) return start;
  return continuesLabel(rows[end - 1], rows[end]) ? end + 1 : end;
}

/** The label of the last row may go on below it. */
function continuesLabel(row: Row | undefined, below: Row | undefined): boolean {
  const label = row?.segments[0];
  if (row === undefined || below === undefined || label === undefined || below.segments.length > 1) return false;
  const isUnder = Math.abs(below.x0 - label.x0) < 2 * below.size && below.x1 < (row.segments[1]?.x0 ?? 0);
  return isUnder && below.baseline - row.baseline < 1.5 * below.size && /^\p{Ll}/u.test(below.segments[0]?.text ?? '');
}

/** A lone name over the columns of the next row, clear of the column of labels, opens a table. */
function isSpanningName(rows: readonly Row[], index: number, left: number, right: number): boolean {
  const [row, next] = [rows[index], rows[index + 1]];
  if (row === undefined || next === undefined || row.segments.length > 1 || next.segments.length < 2) return false;
  const isOver = row.x0 >= next.x0 - row.size && row.x1 <= next.x1 + row.size;
  return isOver && row.x0 > left + 0.25 * (right - left) && next.baseline - row.baseline < 2.5 * row.size;
}

function shareGap(a: Row, b: Row): boolean {
  const needed = SHARED_GAP * Math.max(a.size, b.size);
  return gapsOf(a).some((gap) =>
    gapsOf(b).some((other) => Math.min(gap.end, other.end) - Math.max(gap.start, other.start) >= needed),
  );
}

function gapsOf({ segments }: Row) {
  return segments.slice(1).map((segment, index) => ({ start: segments[index]?.x1 ?? 0, end: segment.x0 }));
}

/** A currency sign stands far left of its amount, a bracket or per cent sign right of it: they are one cell. */
function withAmounts(row: Row): Row {
  const merged: Segment[] = [];
  for (const segment of row.segments) {
    const last = merged.at(-1);
    const opens =
      last !== undefined && /^\(?(?:[$€£¥]|US\$|EUR|USD)\s*\(?$/.test(last.text) && /^[(\d—–-]/.test(segment.text);
    const closes = last !== undefined && /^[)%]+$/.test(segment.text) && segment.x0 - last.x1 < 3 * segment.size;
    if (last !== undefined && (opens || closes)) merged.splice(-1, 1, join(last, segment, opens ? ' ' : ''));
    else merged.push(segment);
  }
  return { ...row, segments: merged };
}

function tablesIn(row: Row): Table[] {
  return row.segments.flatMap(({ table }) => table ?? []);
}

function linesIn({ segments }: Row, page: number, left: number, right: number): Line[] {
  const texts = segments.filter(({ table }) => table === undefined);
  if (texts.length === 0) return [];
  const whole = texts.reduce((a, b) => join(a, b, ' '));
  return [{ ...whole, kind: 'line', page, left, right }];
}
