/** Headers, footers and page numbers: lines at the edge of the page that come back on other pages at the same height. */

import { type Row, type Segment, toRows } from './segment.ts';

export interface PageSegments {
  readonly page: number;
  readonly height: number;
  readonly segments: readonly Segment[];
}

interface Edge {
  readonly page: number;
  readonly row: Row;
  readonly text: string;
  /** Text with its numbers made equal. */
  readonly key: string;
  readonly isOutermost: boolean;
}

const BAND = 0.13;
const ROWS = 4;
const MIN_PAGES = 3;
const SHARE = 0.3;
/** Enough repetitions in any document, however long: running titles change with the chapter. */
const ENOUGH = 6;
/** A last or first line that stands on so many pages runs, whatever its height: some programs put it right after the text. */
const MOST = 0.5;
const NEAR = 5;
const LABELLED = /^(?:p[aá]g(?:ina|\.)?|page|p\.)\s*\d+(?:\s*(?:de|of|\/)\s*\d+)?$|^\d+\s*(?:de|of|\/)\s*\d+$/i;
const NUMBER = /^[-–—\s|]*(\d{1,4})[-–—\s|]*$/;

/** The segments of each page that are no running lines; all of them when nothing else is there. */
export function withoutRunningLines(pages: readonly PageSegments[]): (readonly Segment[])[] {
  const edges = pages.flatMap(edgesOf);
  const needed = Math.max(MIN_PAGES, Math.min(SHARE * pages.length, ENOUGH));
  const offsets = numberOffsets(edges);
  const groups = new Map<string, Edge[]>();
  for (const edge of edges) {
    const group = groups.get(edge.key);
    if (group === undefined) groups.set(edge.key, [edge]);
    else group.push(edge);
  }
  const counts = new Map<string, number>();
  for (const { key, isOutermost } of edges) if (isOutermost) counts.set(key, (counts.get(key) ?? 0) + 1);
  const running = new Set<Segment>();
  for (const edge of edges) {
    const near = (groups.get(edge.key) ?? []).filter(({ row }) => Math.abs(row.baseline - edge.row.baseline) <= NEAR);
    const repeats = new Set(near.map(({ page }) => page)).size >= needed;
    const outermost = edge.isOutermost ? (counts.get(edge.key) ?? 0) : 0;
    if (repeats || outermost >= Math.max(MIN_PAGES, MOST * pages.length) || isPageNumber(edge, offsets))
      for (const segment of edge.row.segments) running.add(segment);
  }
  const body = pages.map(({ segments }) => segments.filter((segment) => !running.has(segment)));
  return body.some((segments) => segments.length > 0) ? body : pages.map(({ segments }) => segments);
}

/** The outermost rows of a page, if they stand in the bands at its top and bottom. */
function edgesOf({ page, height, segments }: PageSegments): Edge[] {
  const rows = toRows(segments);
  const last = rows.length - 1;
  const outer = rows.filter(
    ({ y0, y1 }, index) =>
      index === 0 ||
      index === last ||
      (index < ROWS && y1 < height * BAND) ||
      (index > last - ROWS && y0 > height * (1 - BAND)),
  );
  return outer.map((row) => {
    const text = row.segments.map((segment) => segment.text).join(' ');
    return {
      page,
      row,
      text,
      isOutermost: row === rows[0] || row === rows[last],
      key: text.toLowerCase().replace(/\d+/g, '#').replace(/\s+/g, ' '),
    };
  });
}

/** "Page 3 of 9", or a lone number that counts with the pages. */
function isPageNumber(edge: Edge, offsets: ReadonlyMap<number, number>): boolean {
  const value = loneNumber(edge);
  return LABELLED.test(edge.text.trim()) || (value !== null && (offsets.get(value - edge.page) ?? 0) > 1);
}

/** On how many pages a lone number differs from the number of the page by so much. */
function numberOffsets(edges: readonly Edge[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const edge of edges) {
    const value = loneNumber(edge);
    if (value !== null) counts.set(value - edge.page, (counts.get(value - edge.page) ?? 0) + 1);
  }
  return counts;
}

function loneNumber({ text }: Edge): number | null {
  const digits = NUMBER.exec(text)?.[1];
  return digits === undefined ? null : Number(digits);
}
