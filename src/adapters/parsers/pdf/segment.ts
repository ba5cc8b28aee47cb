/** Pieces of a line without a wide gap inside, and the lines (rows) that they stand on. */

import type { TextPart } from '../text-draft.ts';
import type { Table } from './element.ts';
import { around, type Extent, type Run } from './run.ts';

export interface Segment extends Extent {
  readonly parts: readonly TextPart[];
  readonly text: string;
  readonly baseline: number;
  readonly size: number;
  readonly bold: boolean;
  /** Set when it stands for a whole drawn table, which has its place among the lines. */
  readonly table?: Table;
}

/** Segments on one baseline, left to right. */
export interface Row extends Extent {
  readonly segments: readonly Segment[];
  readonly baseline: number;
  readonly size: number;
}

/** Widest gap between words of one segment, in font sizes: above what justified text needs, below what columns leave. */
const WORD_GAP = 0.75;
const SPACE = 0.12;
/** Small letters raised or lowered by less than this stand on the line. */
const SAME_LINE = 0.4;
const RAISED = 0.6;
const LONE_MARK = /^(?:[•●▪▫◦‣·○■□◆➢➤►✓✔*–—-]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)])$/;

export function toSegments(runs: readonly Run[]): Segment[] {
  return lines(runs).flatMap((line) => {
    const isRightToLeft = line.filter(({ rightToLeft }) => rightToLeft).length * 2 > line.length;
    const segments = split(line.toSorted((a, b) => a.x0 - b.x0)).map((group) => toSegment(group, isRightToLeft));
    return joinMarks(isRightToLeft ? segments.reverse() : segments);
  });
}

/** Rows of segments, top to bottom. */
export function toRows(segments: readonly Segment[]): Row[] {
  return lines(segments).map((line) => {
    const sorted = line.toSorted((a, b) => a.x0 - b.x0);
    const biggest = sorted.reduce((best, segment) => (segment.size > best.size ? segment : best));
    return { segments: sorted, ...around(sorted), baseline: biggest.baseline, size: biggest.size };
  });
}

/** Groups what stands on one line; the largest letters of a line say where its baseline is. */
function lines<T extends { readonly baseline: number; readonly size: number }>(items: readonly T[]): T[][] {
  const groups: { items: T[]; baseline: number; size: number }[] = [];
  for (const item of items.toSorted((a, b) => a.baseline - b.baseline)) {
    const last = groups.at(-1);
    if (last === undefined || item.baseline - last.baseline > tolerance(item.size, last.size))
      groups.push({ items: [item], baseline: item.baseline, size: item.size });
    else {
      last.items.push(item);
      if (item.size > last.size) [last.baseline, last.size] = [item.baseline, item.size];
    }
  }
  return groups.map((group) => group.items);
}

/** Notes in small letters are raised further than letters of one size ever differ. */
function tolerance(a: number, b: number): number {
  const isNote = Math.min(a, b) < 0.75 * Math.max(a, b);
  return (isNote ? RAISED : SAME_LINE) * Math.max(a, b);
}

function split(runs: readonly Run[]): Run[][] {
  const groups: Run[][] = [];
  let reach = -Infinity;
  for (const run of runs) {
    const last = groups.at(-1);
    if (last !== undefined && run.x0 - reach <= WORD_GAP * Math.max(run.size, last.at(-1)?.size ?? 0)) last.push(run);
    else groups.push([run]);
    reach = last === groups.at(-1) ? Math.max(reach, run.x1) : run.x1;
  }
  return groups;
}

function toSegment(runs: readonly Run[], isRightToLeft: boolean): Segment {
  const ordered = isRightToLeft ? runs.toReversed() : runs;
  const parts: { text: string; place?: Run['place'] }[] = [];
  let previous: Run | null = null;
  for (const run of ordered) {
    const gap = previous === null ? 0 : isRightToLeft ? previous.x0 - run.x1 : run.x0 - previous.x1;
    const isApart = gap > SPACE * run.size || (run.spaced && gap > 0.03 * run.size) || / $/.test(previous?.text ?? '');
    const last = parts.at(-1);
    if (last?.place !== undefined && !isApart && !run.text.startsWith(' ')) {
      last.text += run.text.trimEnd();
      last.place = { page: run.place.page, ...around([last.place, run.place]) };
    } else {
      if (last !== undefined) parts.push({ text: ' ' });
      parts.push({ text: run.text.trim(), place: run.place });
    }
    previous = run;
  }
  const biggest = runs.reduce((best, run) => (run.size > best.size ? run : best));
  const bold = runs.every((run) => run.bold || !/[\p{L}\d]/u.test(run.text));
  const text = parts.map((part) => part.text).join('');
  return { parts, text, ...around(runs), baseline: biggest.baseline, size: biggest.size, bold };
}

/** Stands for a drawn table; its middle says between which lines it belongs. */
export function tableSegment(table: Table, extent: Extent): Segment {
  const text = table.rows.map((row) => row.map((part) => part.text).join('')).join(' ');
  return { ...extent, parts: [], text, baseline: (extent.y0 + extent.y1) / 2, size: 0.1, bold: false, table };
}

/** A bullet or number that stands apart belongs to the text after it. */
function joinMarks(segments: readonly Segment[]): Segment[] {
  const joined: Segment[] = [];
  for (const segment of segments) {
    const last = joined.at(-1);
    const isMarked = last !== undefined && LONE_MARK.test(last.text) && segment.x0 - last.x1 < 5 * segment.size;
    if (isMarked && /\p{L}/u.test(segment.text)) joined.splice(-1, 1, join(last, segment, ' '));
    else joined.push(segment);
  }
  return joined;
}

/** One segment out of two neighbours. */
export function join(left: Segment, right: Segment, between: string): Segment {
  const biggest = right.size > left.size ? right : left;
  return {
    ...around([left, right]),
    parts: [...left.parts, ...(between === '' ? [] : [{ text: between }]), ...right.parts],
    text: left.text + between + right.text,
    baseline: biggest.baseline,
    size: biggest.size,
    bold: left.bold && right.bold,
  };
}
