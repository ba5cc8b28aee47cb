/** A table from rows of segments: which columns it has, which rows name them, which lines continue a cell. */

import type { TextPart } from '../text-draft.ts';
import type { Table } from './element.ts';
import type { Row, Segment } from './segment.ts';

interface Column {
  readonly x0: number;
  readonly x1: number;
}
/** One row; a cell may hold several segments, an absent cell none. */
type Cells = Segment[][];

const YEAR = /^(?:19|20)\d\d$/;
const AMOUNT = /^[-–—(+$€£¥\s]*\d[\d.,\s]*[%)x\s]*(?:€|%|\$)?$/;
const NOTHING = /^[-–—]*$/;
const MAX_HEADER_CELL = 80;
const MAX_HEADER_ROWS = 4;
/** Points by which a cell may stick out of its column. */
const EDGE = 2;
/** Points by which a name that spans columns may miss the outer of them. */
const REACH = 12;

/** Null when the rows do not agree on columns. */
export function readTable(rows: readonly Row[], page: number): Table | null {
  const columns = findColumns(rows);
  if (columns === null) return null;
  const grid = rows.map((row) => ({ row, cells: place(row.segments, columns) }));
  const headerRows = countHeaderRows(grid.map(({ cells }) => cells));
  const header = headerRows === 0 ? null : headerParts(rows.slice(0, headerRows), columns);
  const body = joinContinuations(grid.slice(headerRows));
  return { kind: 'table', page, header, rows: body.map(rowParts) };
}

/** From the rows with the most common number of cells; of two numbers as common, the greater. */
function findColumns(rows: readonly Row[]): Column[] | null {
  const counts = new Map<number, number>();
  for (const { segments } of rows)
    if (segments.length > 1) counts.set(segments.length, (counts.get(segments.length) ?? 0) + 1);
  const [width] = [...counts].sort(([a, many], [b, most]) => most - many || b - a)[0] ?? [0];
  const cells = rows.flatMap(({ segments }) => (segments.length === width ? segments : []));
  const columns: { x0: number; x1: number }[] = [];
  for (const { x0, x1 } of cells.toSorted((a, b) => a.x0 - b.x0)) {
    const last = columns.at(-1);
    if (last === undefined || x0 > last.x1) columns.push({ x0, x1 });
    else last.x1 = Math.max(last.x1, x1);
  }
  return columns.length === width ? columns : null;
}

/** A lone segment that lies in no single column is a label for the rows below it. */
function place(segments: readonly Segment[], columns: readonly Column[]): Cells {
  const cells: Cells = columns.map(() => []);
  const [only] = segments;
  const isInside = columns.some(
    (column) => only !== undefined && only.x0 >= column.x0 - EDGE && only.x1 <= column.x1 + EDGE,
  );
  if (segments.length === 1 && !isInside) return cells.map((_cell, index) => (index === 0 ? [...segments] : []));
  for (const segment of segments) cells[nearest(segment, columns)]?.push(segment);
  return cells;
}

/** Points between a segment and a column; 0 where one is above the other. */
function distance(segment: Segment, column: Column): number {
  return Math.max(0, segment.x0 - column.x1, column.x0 - segment.x1);
}

function nearest(segment: Segment, columns: readonly Column[]): number {
  const distances = columns.map(({ x0, x1 }) => {
    const overlap = Math.min(x1, segment.x1) - Math.max(x0, segment.x0);
    return overlap > 0 ? -overlap : Math.abs((x0 + x1 - segment.x0 - segment.x1) / 2);
  });
  return distances.indexOf(Math.min(...distances));
}

/** Rows above the first row of data: in a table of numbers, those without amounts; else the first, if it looks like names. */
function countHeaderRows(grid: readonly Cells[]): number {
  const texts = grid.map((cells) => cells.map((cell) => cell.map(({ text }) => text).join(' ')));
  const values = texts.flatMap((cells) => cells.slice(1).filter((text) => !NOTHING.test(text)));
  const amounts = values.filter(isAmount).length;
  if (amounts < 0.3 * values.length) return namesColumns(texts) ? 1 : 0;
  const first = texts.findIndex((cells) => cells.slice(1).some(isAmount));
  let count = Math.max(first, 0);
  while (count > 0 && texts[count - 1]?.slice(1).every((text) => text === '')) count -= 1;
  return count > MAX_HEADER_ROWS ? 0 : count;
}

function isAmount(text: string): boolean {
  return AMOUNT.test(text) && !YEAR.test(text);
}

/** True when the first row of a drawn table names its columns: in bold letters, or as words over other things. */
export function hasNames(first: Cells, rest: readonly Cells[]): boolean {
  const isBold = (row: Cells) => row.flat().every(({ bold }) => bold);
  const isFilled = first.slice(1).every((cell) => cell.length > 0);
  if (first.some((cell) => cell.map(({ text }) => text).join(' ').length > MAX_HEADER_CELL)) return false;
  if (isFilled && isBold(first) && !rest.every(isBold)) return true;
  return countHeaderRows([first, ...rest]) === 1;
}

function namesColumns(texts: readonly (readonly string[])[]): boolean {
  const [first = [], ...rest] = texts;
  if (rest.length < 2 || new Set(first).size < first.length) return false;
  return first.every((text) => text !== '' && text.length <= MAX_HEADER_CELL && !/\d|[.;:]$/.test(text));
}

/** Names from several rows are read downwards; one that spans columns belongs to each of them. */
function headerParts(rows: readonly Row[], columns: readonly Column[]): TextPart[] {
  const cells: Segment[][] = columns.map(() => []);
  for (const { segments } of rows)
    for (const [index, column] of columns.entries()) {
      const closest = segments.toSorted((a, b) => distance(a, column) - distance(b, column))[0];
      const isOver = closest !== undefined && distance(closest, column) <= (index === 0 ? 0 : REACH);
      if (isOver) cells[index]?.push(closest);
    }
  return rowParts(cells);
}

/**
 * Lines that continue the cells above them: a label that goes on in small letters, and, where rows stand apart from each
 * other, every line that stands as close as the lines of one paragraph.
 */
function joinContinuations(grid: readonly { readonly row: Row; readonly cells: Cells }[]): Cells[] {
  const pitches = grid.slice(1).map(({ row }, index) => row.baseline - (grid[index]?.row.baseline ?? 0));
  const closest = Math.min(...pitches);
  const isLoose = pitches.filter((pitch) => pitch > 1.35 * closest).length >= 0.3 * pitches.length;
  const joined: Cells[] = [];
  for (const [index, { cells }] of grid.entries()) {
    const above = joined.at(-1);
    const isClose = isLoose && index > 0 && (pitches[index - 1] ?? Infinity) <= 1.15 * closest;
    if (above === undefined || !(isClose || continues(cells, above))) joined.push(cells.map((cell) => [...cell]));
    else for (const [column, cell] of cells.entries()) above[column]?.push(...cell);
  }
  return joined;
}

/** Only a label that goes on may be joined: either line may hold the amounts, not both. */
function continues(cells: Cells, above: Cells): boolean {
  const label = cells[0]?.[0]?.text ?? '';
  const before = above[0]?.at(-1)?.text ?? '';
  if (!/^\p{Ll}/u.test(label) || before === '' || /[:.]$/.test(before)) return false;
  return isBare(cells) || isBare(above);
}

function isBare(cells: Cells): boolean {
  return cells.slice(1).every((cell) => cell.length === 0);
}

/** "a | b | c"; empty cells inside are kept, so that a value stays under its name. */
export function rowParts(cells: readonly (readonly Segment[])[]): TextPart[] {
  const end = cells.findLastIndex((cell) => cell.length > 0) + 1;
  const start = Math.max(
    0,
    cells.findIndex((cell) => cell.length > 0),
  );
  return cells
    .slice(start, end)
    .flatMap((cell, index) => [
      ...(index > 0 ? [{ text: ' | ' }] : []),
      ...cell.flatMap((segment, place) => [...(place > 0 ? [{ text: ' ' }] : []), ...segment.parts]),
    ]);
}
