/**
 * Reading order. A page is cut at the widest zone in which a vertical gutter separates two columns of prose: what is
 * above, the left column, the right column, what is below; each is cut again. Tables have gutters too, but no prose on
 * both sides, and stay whole.
 */

import { around } from './run.ts';
import { type Segment, toRows } from './segment.ts';

const MIN_LINES = 5;
const MIN_WORDS = 4;
const PROSE_SHARE = 0.5;
const STEP = 4;
/** Half of the narrowest gutter, points. */
const CLEAR = 3;
const MAX_DEPTH = 6;

interface Zone {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  readonly lines: number;
}

/** Groups of segments in reading order; inside a group, rows are read from top to bottom. */
export function toRegions(segments: readonly Segment[], depth = 0): Segment[][] {
  if (segments.length === 0) return [];
  const zone = depth < MAX_DEPTH ? bestZone(segments) : null;
  if (zone === null) return [[...segments]];
  const middle = (segment: Segment) => (segment.y0 + segment.y1) / 2;
  const inside = segments.filter((segment) => middle(segment) > zone.top && middle(segment) < zone.bottom);
  return [
    segments.filter((segment) => middle(segment) <= zone.top),
    inside.filter((segment) => segment.x0 < zone.x),
    inside.filter((segment) => segment.x0 >= zone.x),
    segments.filter((segment) => middle(segment) >= zone.bottom),
  ].flatMap((part) => toRegions(part, depth + 1));
}

function bestZone(segments: readonly Segment[]): Zone | null {
  const { x0, x1 } = around(segments);
  const margin = (x1 - x0) * 0.15;
  let best: Zone | null = null;
  for (let x = x0 + margin; x < x1 - margin; x += STEP)
    for (const zone of zonesAt(segments, x)) if (best === null || zone.lines > best.lines) best = zone;
  return best;
}

/** Stretches of the page, from one segment that crosses `x` to the next, which hold prose on both sides. */
function zonesAt(segments: readonly Segment[], x: number): Zone[] {
  const crossing = segments.filter((segment) => segment.x0 < x + CLEAR && segment.x1 > x - CLEAR);
  const edges = crossing.toSorted((a, b) => a.y0 - b.y0);
  const zones: Zone[] = [];
  for (let index = 0; index <= edges.length; index += 1) {
    const top = index === 0 ? -Infinity : (edges[index - 1]?.y1 ?? -Infinity) - 1;
    const bottom = edges[index]?.y0 ?? Infinity;
    const inside = segments.filter(
      (segment) => segment.y0 >= top && segment.y1 <= bottom + 1 && !crossing.includes(segment),
    );
    const left = inside.filter((segment) => segment.x1 <= x);
    const right = inside.filter((segment) => segment.x0 >= x);
    if (left.length < MIN_LINES || right.length < MIN_LINES) continue;
    if (!areBeside(left, right) || !isProse(left) || !isProse(right)) continue;
    zones.push({ x, top: around(inside).y0 - 0.01, bottom: around(inside).y1 + 0.01, lines: inside.length });
  }
  return zones;
}

function areBeside(left: readonly Segment[], right: readonly Segment[]): boolean {
  const [a, b] = [around(left), around(right)];
  const overlap = Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0);
  return overlap > 0.4 * Math.min(a.y1 - a.y0, b.y1 - b.y0);
}

function isProse(segments: readonly Segment[]): boolean {
  const rows = toRows(segments).map((row) => row.segments.map(({ text }) => text).join(' '));
  const prose = rows.filter((text) => {
    const letters = text.match(/\p{L}/gu)?.length ?? 0;
    return text.split(' ').length >= MIN_WORDS && letters > 0.6 * text.replaceAll(' ', '').length;
  });
  return rows.length >= MIN_LINES && prose.length >= PROSE_SHARE * rows.length;
}
