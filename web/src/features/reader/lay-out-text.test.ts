import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellsOf, layOutText, markRuns } from './lay-out-text.ts';

const text = 'Título\n\nUno dos tres.\n\nsuelto\n\na | b\nc | d';
const table = { kind: 'table', level: 0, start: 31, end: 42 };
const rows = [
  { kind: 'table-row', level: 0, start: 31, end: 36 },
  { kind: 'table-row', level: 0, start: 37, end: 42 },
];
const heading = { kind: 'heading', level: 1, start: 0, end: 6 };
const paragraph = { kind: 'paragraph', level: 0, start: 8, end: 21 };

describe('laying out text', () => {
  test('draws blocks in reading order, what no block covers too, and tables as cells', () => {
    const pieces = layOutText(text, [table, ...rows, paragraph, heading]);
    expect(pieces.map((piece) => (piece.kind === 'text' ? piece.block : 'table'))).toEqual([
      'heading',
      'paragraph',
      'paragraph',
      'table',
    ]);
    expect(text.slice(pieces[2]?.start, pieces[2]?.end).trim()).toBe('suelto');
    const drawn = pieces[3];
    expect(
      drawn?.kind === 'table' ? drawn.rows.map((row) => row.map((c) => text.slice(c.start, c.end))) : null,
    ).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  test('rows of unequal length stay lines', () => {
    const uneven = 'a | b\nc';
    const pieces = layOutText(uneven, [
      { kind: 'table', level: 0, start: 0, end: 7 },
      { kind: 'table-row', level: 0, start: 0, end: 5 },
      { kind: 'table-row', level: 0, start: 6, end: 7 },
    ]);
    expect(pieces.map((piece) => uneven.slice(piece.start, piece.end))).toEqual(['a | b', 'c']);
  });

  test('nothing of the text but white space is ever hidden, whatever the blocks', () => {
    const block = fc.record({
      kind: fc.constantFrom('heading', 'paragraph', 'table', 'table-row', 'list-item'),
      level: fc.nat(3),
      start: fc.nat(60),
      length: fc.nat(30),
    });
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), fc.array(block, { maxLength: 6 }), (content, given) => {
        const blocks = given
          .map(({ start, length, ...rest }) => ({ ...rest, start, end: Math.min(content.length, start + length) }))
          .filter(({ start, end }) => end > start && end <= content.length);
        const covered = new Set<number>();
        for (const piece of layOutText(content, blocks))
          for (let at = piece.start; at < piece.end; at++) covered.add(at);
        for (let at = 0; at < content.length; at++)
          if (
            content[at]?.trim() !== '' &&
            !blocks.some((one) => one.kind === 'table' && one.start <= at && at < one.end)
          )
            expect(covered.has(at)).toBe(true);
      }),
    );
  });
});

describe('marking', () => {
  test('cuts a span where the cited one begins and ends', () => {
    expect(markRuns(text, paragraph, { start: 12, end: 15 })).toEqual([
      { text: 'Uno ', marked: false },
      { text: 'dos', marked: true },
      { text: ' tres.', marked: false },
    ]);
    expect(markRuns(text, paragraph, { start: 0, end: 11 })).toEqual([
      { text: 'Uno', marked: true },
      { text: ' dos tres.', marked: false },
    ]);
    expect(markRuns(text, paragraph, null)).toEqual([{ text: 'Uno dos tres.', marked: false }]);
    expect(markRuns(text, paragraph, { start: 25, end: 30 })).toEqual([{ text: 'Uno dos tres.', marked: false }]);
  });

  test('runs joined are the span, marked runs are what both spans share', () => {
    const span = fc.tuple(fc.nat(40), fc.nat(40)).map(([start, length]) => ({ start, end: start + length }));
    fc.assert(
      fc.property(fc.string({ minLength: 90, maxLength: 90 }), span, span, (content, piece, cited) => {
        const runs = markRuns(content, piece, cited);
        expect(runs.map((run) => run.text).join('')).toBe(content.slice(piece.start, piece.end));
        const shared = content.slice(Math.max(piece.start, cited.start), Math.min(piece.end, cited.end));
        const marked = runs.find((run) => run.marked)?.text ?? '';
        expect(marked).toBe(Math.max(piece.start, cited.start) < Math.min(piece.end, cited.end) ? shared : '');
      }),
    );
  });

  test('cells keep their offsets', () => {
    expect(cellsOf('x\na | | b', { start: 2, end: 9 })).toEqual([
      { start: 2, end: 3 },
      { start: 6, end: 9 },
    ]);
  });
});
