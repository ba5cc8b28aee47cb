import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutBox } from './cut-box.ts';

const line = (start: number, end: number) => ({ start, end, page: 3, x0: 100, y0: 50, x1: 300, y1: 62 });

describe('a box cut to a span', () => {
  it('is the box itself where the span holds it all', () => {
    expect(cutBox(line(5, 25), { start: 0, end: 90 }, 'x'.repeat(90))).toEqual(line(5, 25));
  });

  it('is the part across the line that the span takes of equal letters', () => {
    const cut = cutBox(line(10, 30), { start: 15, end: 20 }, 'a'.repeat(40));
    expect(cut).toEqual({ ...line(15, 20), x0: 150, x1: 200 });
  });

  it('gives narrow letters less room than wide ones', () => {
    const text = 'illlimmmmm';
    const cut = cutBox(line(0, 10), { start: 5, end: 10 }, text);
    expect(cut.x0).toBeGreaterThan(100);
    expect(cut.x0).toBeLessThan(180);
    expect(cut.x1).toBe(300);
  });

  it('stays whole where text does not run from left to right', () => {
    const upwards = { start: 0, end: 10, page: 1, x0: 10, y0: 100, x1: 20, y1: 300 };
    expect(cutBox(upwards, { start: 2, end: 4 }, 'abcdefghij')).toEqual(upwards);
    expect(cutBox(line(0, 4), { start: 0, end: 2 }, 'שלום')).toEqual(line(0, 4));
  });

  it('never leaves the box, and neighbouring spans meet', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 3, maxLength: 80 }), fc.nat(), (text, at) => {
        const middle = 1 + (at % Math.max(1, text.length - 1));
        const box = line(0, text.length);
        const left = cutBox(box, { start: 0, end: middle }, text);
        const right = cutBox(box, { start: middle, end: text.length }, text);
        if (left === box || right === box) return;
        expect(left.x0).toBe(box.x0);
        expect(right.x1).toBe(box.x1);
        // A span that ends inside a pair of surrogates counts half of it as a letter.
        if (!/\p{Surrogate}/u.test(text.slice(0, middle))) expect(left.x1).toBe(right.x0);
        expect(left.x1).toBeLessThanOrEqual(box.x1);
        expect(right.x0).toBeGreaterThanOrEqual(box.x0);
      }),
    );
  });
});
