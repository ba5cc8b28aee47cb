/** A box holds a whole run of letters, often a line; what is cited may be a part of it. */

import type { Box, Span } from './ports.ts';

const NARROW = /[\s.,:;'’|!()[\]/\\ijlftrI-]/u;
const WIDE = /[mwMW@%—…]/u;
const CAPITAL = /[\p{Lu}&]/u;
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}]/u;

/**
 * The part of a box that a span covers, measured by the usual widths of letters, since single letters have no place of
 * their own. Only across lines from left to right: where text runs otherwise the box stays whole, and holds the span.
 * @param text the stored text that the offsets point into
 */
export function cutBox(box: Box, span: Span, text: string): Box {
  const start = Math.max(box.start, span.start);
  const end = Math.min(box.end, span.end);
  const run = text.slice(box.start, box.end);
  if ((start === box.start && end === box.end) || isUpright(box) || RIGHT_TO_LEFT.test(run)) return box;
  const whole = widthOf(run);
  if (whole === 0) return box;
  const place = (offset: number) =>
    rounded(box.x0 + ((box.x1 - box.x0) * widthOf(text.slice(box.start, offset))) / whole);
  return { ...box, start, end, x0: place(start), x1: place(end) };
}

/** Text that is drawn upwards or downwards fills a box higher than wide. */
function isUpright({ start, end, x0, y0, x1, y1 }: Box): boolean {
  return end - start > 2 && y1 - y0 > x1 - x0;
}

function widthOf(text: string): number {
  let width = 0;
  for (const letter of text)
    width += NARROW.test(letter) ? 0.3 : WIDE.test(letter) ? 0.85 : CAPITAL.test(letter) ? 0.68 : 0.53;
  return width;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
