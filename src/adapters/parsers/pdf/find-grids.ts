/** Tables that are drawn with lines: rules that touch each other and cut an area into rows and columns. */

import type { Rule } from './read-rules.ts';
import type { Extent } from './run.ts';

export interface Grid extends Extent {
  /** Upper edge of every row, left edge of every column, and the last edges. */
  readonly ys: readonly number[];
  readonly xs: readonly number[];
  /** True when a rule is drawn over the row, along its upper edge, in that column. */
  isCutAbove(row: number, column: number): boolean;
  /** True when a rule is drawn left of the cell. */
  isCutLeft(row: number, column: number): boolean;
}

/** Ends of rules that are so near meet, points. */
const MEET = 3;
/** Least size of a cell without a line at its outer side, points. */
const OPEN = 8;

export function findGrids(rules: readonly Rule[]): Grid[] {
  const level = merged(
    rules.filter(({ y0, y1 }) => y0 === y1),
    'x',
  );
  const upright = merged(
    rules.filter(({ y0, y1 }) => y0 !== y1),
    'y',
  );
  return groupsOf([...level, ...upright]).flatMap((group) => {
    const grid = toGrid(group);
    return grid === null ? [] : [grid];
  });
}

/** Programs draw the border of each cell apart: pieces on one line that touch become one rule. */
function merged(rules: readonly Rule[], along: 'x' | 'y'): Rule[] {
  const [start, end, across] = along === 'x' ? (['x0', 'x1', 'y0'] as const) : (['y0', 'y1', 'x0'] as const);
  const lines: Rule[][] = [];
  for (const rule of rules.toSorted((a, b) => a[across] - b[across])) {
    const last = lines.at(-1);
    if (last?.[0] !== undefined && rule[across] - last[0][across] <= MEET / 2) last.push(rule);
    else lines.push([rule]);
  }
  return lines.flatMap((line) => {
    const pieces: { -readonly [K in keyof Rule]: Rule[K] }[] = [];
    for (const rule of line.toSorted((a, b) => a[start] - b[start])) {
      const last = pieces.at(-1);
      if (last !== undefined && rule[start] <= last[end] + MEET) last[end] = Math.max(last[end], rule[end]);
      else pieces.push({ ...rule });
    }
    return pieces;
  });
}

/** Sets of rules that touch, directly or through others. */
function groupsOf(rules: readonly Rule[]): Rule[][] {
  const left = new Set(rules);
  const groups: Rule[][] = [];
  for (const first of rules) {
    if (!left.delete(first)) continue;
    const group = [first];
    for (const rule of group)
      for (const other of left)
        if (touch(rule, other)) {
          left.delete(other);
          group.push(other);
        }
    groups.push(group);
  }
  return groups;
}

function touch(a: Rule, b: Rule): boolean {
  return a.x0 <= b.x1 + MEET && b.x0 <= a.x1 + MEET && a.y0 <= b.y1 + MEET && b.y0 <= a.y1 + MEET;
}

/** Null for a frame around one thing. */
function toGrid(group: readonly Rule[]): Grid | null {
  const level = group.filter(({ y0, y1 }) => y0 === y1);
  const upright = group.filter(({ y0, y1 }) => y0 !== y1);
  const ys = withOpenSides(
    edges(level.map(({ y0 }) => y0)),
    upright.flatMap((rule) => [rule.y0, rule.y1]),
  );
  const xs = withOpenSides(
    edges(upright.map(({ x0 }) => x0)),
    level.flatMap((rule) => [rule.x0, rule.x1]),
  );
  const [x0, x1, y0, y1] = [xs[0], xs.at(-1), ys[0], ys.at(-1)];
  if (xs.length < 3 || ys.length < 2 || x0 === undefined || x1 === undefined || y0 === undefined || y1 === undefined)
    return null;
  const middle = (values: readonly number[], index: number) => ((values[index] ?? 0) + (values[index + 1] ?? 0)) / 2;
  return {
    ...{ x0, x1, y0, y1, ys, xs },
    isCutAbove: (row, column) => {
      const [x, y] = [middle(xs, column), ys[row] ?? 0];
      return level.some((rule) => Math.abs(rule.y0 - y) <= MEET && rule.x0 <= x && rule.x1 >= x);
    },
    isCutLeft: (row, column) => {
      const [x, y] = [xs[column] ?? 0, middle(ys, row)];
      return upright.some((rule) => Math.abs(rule.x0 - x) <= MEET && rule.y0 <= y && rule.y1 >= y);
    },
  };
}

/** Many tables draw no line around themselves: where the rules across go on beyond the last edge, there is one more cell. */
function withOpenSides(values: readonly number[], reaches: readonly number[]): number[] {
  const [first, last] = [values[0], values.at(-1)];
  if (first === undefined || last === undefined) return [];
  const [low, high] = [Math.min(...reaches), Math.max(...reaches)];
  return [...(low < first - OPEN ? [low] : []), ...values, ...(high > last + OPEN ? [high] : [])];
}

/** Different positions, those that are nearly the same taken as one. */
function edges(values: readonly number[]): number[] {
  const distinct: number[] = [];
  for (const value of values.toSorted((a, b) => a - b))
    if (distinct.length === 0 || value - (distinct.at(-1) ?? 0) > MEET) distinct.push(value);
  return distinct;
}
