/** A drawn table: each run of text belongs to the cell in which its middle lies; merged cells count once. */

import type { Table } from './element.ts';
import type { Grid } from './find-grids.ts';
import { hasNames, rowParts } from './read-table.ts';
import type { Run } from './run.ts';
import { type Segment, toRows, toSegments } from './segment.ts';

/** A cell with more lines than this arranges a page rather than holding a value. */
const MAX_LINES = 25;

export function isInside(run: Run, grid: Grid): boolean {
  const [x, y] = [(run.x0 + run.x1) / 2, (run.y0 + run.y1) / 2];
  return x > grid.x0 && x < grid.x1 && y > grid.y0 && y < grid.y1;
}

/** Null when the text does not fill at least two columns, so that the lines were no table. */
export function readGrid(runs: readonly Run[], grid: Grid, page: number): Table | null {
  const cells = new Map<number, Run[]>();
  const width = grid.xs.length - 1;
  for (const run of runs) {
    const key = ownerOf(grid, run) ?? 0;
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, [run]);
    else cell.push(run);
  }
  const columns = Array.from({ length: width }, (_value, column) => column);
  const used = columns.filter((column) => [...cells.keys()].some((key) => key % width === column));
  const rows = grid.ys
    .slice(1)
    .map((_bottom, row) => used.map((column) => linesOf(cells.get(row * width + column) ?? [])))
    .filter((row) => row.some((cell) => cell.length > 0));
  if (used.length < 2 || rows.some((row) => row.some((cell) => cell.length > MAX_LINES))) return null;
  if (!rows.some((row) => row.filter((cell) => cell.length > 0).length > 1)) return null;
  const [first, ...rest] = rows;
  const isNamed = first !== undefined && rest.length > 0 && hasNames(first, rest);
  return { kind: 'table', page, header: isNamed ? rowParts(first) : null, rows: (isNamed ? rest : rows).map(rowParts) };
}

/** Row and column of the cell, walked up and left while no rule stands between. */
function ownerOf(grid: Grid, run: Run): number {
  const [x, y] = [(run.x0 + run.x1) / 2, (run.y0 + run.y1) / 2];
  let row = grid.ys.findLastIndex((edge) => edge < y);
  let column = grid.xs.findLastIndex((edge) => edge < x);
  while (column > 0 && !grid.isCutLeft(row, column)) column -= 1;
  while (row > 0 && !grid.isCutAbove(row, column)) row -= 1;
  return row * (grid.xs.length - 1) + column;
}

/** Lines of a cell, top to bottom. */
function linesOf(runs: readonly Run[]): Segment[] {
  return toRows(toSegments(runs)).flatMap(({ segments }) => segments);
}
