/** A run of text as the page draws it, measured in a frame in which its letters stand upright. */

import type { Place } from '../text-draft.ts';
import type { Rule } from './read-rules.ts';

export interface Extent {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

export interface Run extends Extent {
  readonly text: string;
  readonly baseline: number;
  /** Font size, points. */
  readonly size: number;
  readonly bold: boolean;
  readonly rightToLeft: boolean;
  /** True when the page has white space before it. */
  readonly spaced: boolean;
  /** On the page as it is shown. */
  readonly place: Place;
}

/** Runs of one writing direction, and the size of the page in it. */
export interface Frame {
  readonly runs: readonly Run[];
  readonly rules: readonly Rule[];
  readonly height: number;
}

export function around(extents: readonly Extent[]): Extent {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const extent of extents) {
    x0 = Math.min(x0, extent.x0);
    y0 = Math.min(y0, extent.y0);
    x1 = Math.max(x1, extent.x1);
    y1 = Math.max(y1, extent.y1);
  }
  return { x0, y0, x1, y1 };
}
