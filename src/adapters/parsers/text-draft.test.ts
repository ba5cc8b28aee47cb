import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkParsedDocument } from '#test/parsed-document';
import { createDraft, type TextPart } from './text-draft.ts';

const FACTS = { title: ' A  title\n', mediaType: 'text/plain', parser: 'test@1' };

const awkward = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc
    .array(
      fc.constantFrom(
        'a',
        'e',
        '\u0301',
        '\u0327',
        ' ',
        '\n',
        '\r',
        '\0',
        '\uD83D',
        '\uDE00',
        '\u1100',
        '\u1161',
        '<',
        '\u0338',
      ),
      { maxLength: 8 },
    )
    .map((units) => units.join('')),
);
const part = (pages: number): fc.Arbitrary<TextPart> =>
  fc
    .record({ text: awkward, page: fc.integer({ min: 0, max: pages }) })
    .map(({ text, page }) => (page === 0 ? { text } : { text, place: { page, x0: 1, y0: 2, x1: 3, y1: 4 } }));
const parts = fc.array(part(1), { maxLength: 5 });

const step = fc.oneof(
  fc.record({
    kind: fc.constantFrom(
      'heading' as const,
      'paragraph' as const,
      'list-item' as const,
      'code' as const,
      'quote' as const,
    ),
    content: fc.oneof(awkward, parts),
    marker: fc.constantFrom('', '- '),
  }),
  fc.record({ kind: fc.constant('table' as const), header: fc.option(parts), rows: fc.array(parts, { maxLength: 4 }) }),
);

describe('createDraft', () => {
  it('keeps blocks, boxes and pages in step with any text', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const draft = createDraft(10_000);
        draft.page(100, 200);
        draft.block('paragraph', 0, 'start');
        for (const entry of steps)
          if (entry.kind === 'table') draft.table(entry.header, entry.rows);
          else draft.block(entry.kind, 1, entry.content, entry.marker);
        checkParsedDocument(draft.finish(FACTS));
      }),
      { numRuns: 2000 },
    );
  });

  it('writes markers outside of blocks and names the columns of rows', () => {
    const draft = createDraft(1000);
    draft.block('list-item', 1, 'one', '- ');
    draft.block('list-item', 1, 'two', '- ');
    draft.table([{ text: 'A | B' }], [[{ text: '1 | 2' }]]);
    const { text, blocks, title } = draft.finish(FACTS);
    expect(text).toBe('- one\n- two\n\nA | B\n1 | 2');
    expect(blocks).toEqual([
      { kind: 'list-item', level: 1, start: 2, end: 5 },
      { kind: 'list-item', level: 1, start: 8, end: 11 },
      { kind: 'table', level: 0, start: 13, end: 24 },
      { kind: 'table-row', level: 0, start: 19, end: 24, header: 'A | B' },
    ]);
    expect(title).toBe('A title');
  });

  it('refuses too much text and none at all', () => {
    const draft = createDraft(10);
    expect(() => draft.finish(FACTS)).toThrow(expect.objectContaining({ code: 'DOCUMENT_HAS_NO_TEXT' }));
    expect(() => draft.block('paragraph', 0, 'more than ten')).toThrow(
      expect.objectContaining({ code: 'DOCUMENT_TOO_LARGE' }),
    );
  });
});
