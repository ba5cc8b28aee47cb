import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DrawnPage, type DrawnText, drawPdf, PAGE } from '#test/draw-pdf';
import { checkParsedDocument, outline } from '#test/parsed-document';
import { DEFAULT_LIMITS } from '../limits.ts';
import { parsePdf } from './parse-pdf.ts';

async function read(pages: readonly DrawnPage[], title?: string) {
  const parsed = await parsePdf({ bytes: drawPdf(pages, title), name: 'a.pdf', limits: DEFAULT_LIMITS });
  checkParsedDocument(parsed);
  return parsed;
}

const column = (x: number, y: number, lines: readonly string[], size = 10): DrawnText[] =>
  lines.map((text, index) => ({ x, y: y + index * size * 1.2, text, size }));

const NUMBERS = ['one', 'two', 'three', 'four'];
const PROSE = [
  'El empleado tiene derecho a treinta días naturales',
  'de vacaciones por cada año trabajado, que se disfru-',
  'tan de acuerdo con el calendario del departamento y',
  'con el visto bueno de la persona responsable.',
];

describe('parsePdf', () => {
  it('joins lines to paragraphs, mends broken words and keeps real hyphens', async () => {
    const parsed = await read([
      {
        texts: [
          { x: 60, y: 60, text: 'Vacaciones', size: 18, bold: true },
          ...column(60, 100, PROSE),
          ...column(60, 170, [
            'This is a well-',
            'known rule about the well-known and franco-',
            'Spanish office of 2020-',
            '2024 in the north.',
          ]),
        ],
      },
    ]);
    expect(parsed.title).toBe('Vacaciones');
    expect(outline(parsed)).toEqual([
      'heading 1: Vacaciones',
      `paragraph 0: ${PROSE.join(' ').replace('disfru- tan', 'disfrutan')}`,
      'paragraph 0: This is a well-known rule about the well-known and franco-Spanish office of 2020-2024 in the north.',
    ]);
  });

  it('gives every run its place in points from the top left', async () => {
    const parsed = await read([{ texts: [{ x: 60, y: 100, text: 'Hello there', size: 20 }] }]);
    expect(parsed.boxes).toHaveLength(1);
    const [box] = parsed.boxes;
    expect(box).toMatchObject({ page: 1, start: 0, end: 11, x0: 60 });
    expect(box?.y0).toBeGreaterThan(75);
    expect(box?.y0).toBeLessThan(90);
    expect(box?.y1).toBeGreaterThan(100);
    expect(box?.y1).toBeLessThan(110);
    expect(box?.x1).toBeGreaterThan(140);
    expect(box?.x1).toBeLessThan(180);
  });

  it('reads turned pages as they are shown', async () => {
    const turned = await read([{ rotate: 90, texts: [{ x: 60, y: 100, text: 'Turned' }] }]);
    expect(turned.pages[0]).toMatchObject({ width: PAGE.height, height: PAGE.width });
    const [box] = turned.boxes;
    expect((box?.y1 ?? 0) - (box?.y0 ?? 0)).toBeGreaterThan((box?.x1 ?? 0) - (box?.x0 ?? 0));
    expect(box?.x0).toBeGreaterThan(PAGE.height - 115);
  });

  it('reads columns one after the other, under their common heading', async () => {
    const left = Array.from({ length: 12 }, (_value, index) => `left column line number ${index} goes on`);
    const right = Array.from({ length: 12 }, (_value, index) => `right column line number ${index} goes on`);
    const { text } = await read([
      {
        texts: [
          { x: 60, y: 60, text: 'A title over both of the columns of this page, which is long', size: 16 },
          ...column(60, 100, left),
          ...column(320, 103, right),
          { x: 60, y: 300, text: 'And a line under both of the columns which is just as long as the title is' },
        ],
      },
    ]);
    const order = ['A title', ...left, ...right, 'And a line'].map((line) => text.indexOf(line));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order).not.toContain(-1);
  });

  it('reads tables row by row, with the names of their columns', async () => {
    const row = (y: number, cells: readonly string[]) =>
      cells.map((text, index) => ({ x: [60, 250, 330, 410][index] ?? 0, y, text }));
    const parsed = await read([
      {
        texts: [
          { x: 260, y: 100, text: 'Three months ended' },
          ...row(112, ['', '2023', '2022', 'Change']).slice(1),
          ...row(124, ['Net sales:']),
          ...row(136, ['Products', '$ 73,929', '$ 77,457', '(5)%']),
          ...row(148, ['Services', '20,907', '19,821', '5 %']),
          ...row(160, ['Total of all net', '94,836', '97,278', '(3)%']),
          ...row(172, ['sales of the year']),
        ],
      },
    ]);
    expect(outline(parsed)).toEqual([
      'table-row 0: Net sales:',
      'table-row 0: Products | $ 73,929 | $ 77,457 | (5)%',
      'table-row 0: Services | 20,907 | 19,821 | 5 %',
      'table-row 0: Total of all net sales of the year | 94,836 | 97,278 | (3)%',
    ]);
    expect(parsed.blocks.at(-1)?.header).toBe('Three months ended 2023 | Three months ended 2022 | Change');
  });

  it('reads drawn tables cell by cell, merged cells and open sides included', async () => {
    const parsed = await read([
      {
        rules: [
          ...([100, 120, 160, 200].map((y) => [60, y, 400, y]) as [number, number, number, number][]),
          [160, 180, 400, 180],
          [160, 100, 160, 200],
          [300, 100, 300, 200],
        ],
        texts: [
          { x: 60, y: 90, text: 'What each group of people may spend in a night is in this table.' },
          { x: 65, y: 113, text: 'Group', bold: true },
          { x: 165, y: 113, text: 'Place', bold: true },
          { x: 305, y: 113, text: 'Limit', bold: true },
          { x: 65, y: 143, text: 'Sales' },
          { x: 165, y: 133, text: 'Madrid, Barcelona' },
          { x: 165, y: 145, text: 'and Bilbao' },
          { x: 305, y: 140, text: '120 EUR' },
          { x: 65, y: 183, text: 'Others' },
          { x: 165, y: 174, text: 'Anywhere' },
          { x: 305, y: 174, text: '90 EUR' },
          { x: 165, y: 194, text: 'Abroad' },
          { x: 305, y: 194, text: '150 EUR' },
          { x: 60, y: 215, text: 'Whoever spends more pays the rest.' },
        ],
      },
    ]);
    expect(outline(parsed)).toEqual([
      'paragraph 0: What each group of people may spend in a night is in this table.',
      'table-row 0: Sales | Madrid, Barcelona and Bilbao | 120 EUR',
      'table-row 0: Others | Anywhere | 90 EUR',
      'table-row 0: Abroad | 150 EUR',
      'paragraph 0: Whoever spends more pays the rest.',
    ]);
    expect(parsed.blocks.find(({ kind }) => kind === 'table-row')?.header).toBe('Group | Place | Limit');
  });

  it('drops running headers, footers and page numbers, and joins paragraphs over pages', async () => {
    const page = (number: number): DrawnPage => ({
      texts: [
        { x: 60, y: 40, text: 'Manual of the house' },
        ...column(60, 100, [`Page ${NUMBERS[number - 1]} begins here and is long enough to fill a line.`]),
        ...column(60, 700, ['This sentence starts at the end of one page and it']),
        ...(number > 1 ? column(60, 80, [`goes on upon page ${NUMBERS[number - 1]} of the manual.`]) : []),
        { x: 300, y: 810, text: `${number}` },
      ],
    });
    const { text, pages } = await read([1, 2, 3, 4].map(page));
    expect(text).not.toContain('Manual of');
    expect(text).not.toMatch(/\d/);
    expect(text).toContain('end of one page and it goes on upon page two of the manual.');
    expect(text.slice(pages[1]?.start, pages[1]?.end)).toMatch(/^goes on upon page two of the manual\.\n\nPage two/);
  });

  it('marks list items, and nests them by their indent', async () => {
    const parsed = await read([
      {
        texts: [
          { x: 60, y: 100, text: 'You need the following things before you travel:' },
          { x: 70, y: 112, text: '\x95' },
          { x: 85, y: 112, text: 'a card' },
          { x: 90, y: 124, text: '- of the firm, and no other card than that' },
          { x: 70, y: 136, text: '1. a ticket' },
        ],
      },
    ]);
    expect(outline(parsed)).toEqual([
      'paragraph 0: You need the following things before you travel:',
      'list-item 1: a card',
      'list-item 2: of the firm, and no other card than that',
      'list-item 1: 1. a ticket',
    ]);
  });

  it('prefers a title that somebody gave to the file, not one that a program left there', async () => {
    const pages = [{ texts: [{ x: 60, y: 60, text: 'Heading', size: 20 }, ...column(60, 100, PROSE)] }];
    expect((await read(pages, 'Convenio 2024')).title).toBe('Convenio 2024');
    expect((await read(pages, 'Microsoft Word - final.doc')).title).toBe('Heading');
  });

  it('says when there is no text', async () => {
    await expect(read([{ texts: [] }])).rejects.toMatchObject({ code: 'DOCUMENT_HAS_NO_TEXT' });
  });

  it('keeps its promises for text anywhere on the page', async () => {
    const texts = fc.array(
      fc.record({
        x: fc.integer({ min: -50, max: 600 }),
        y: fc.integer({ min: -10, max: 850 }),
        text: fc.stringMatching(/^[ -~¡-ÿ]{1,40}$/),
        size: fc.integer({ min: 4, max: 30 }),
        bold: fc.boolean(),
      }),
      { minLength: 1, maxLength: 40 },
    );
    const pages = fc.array(
      fc.record({ texts, rotate: fc.constantFrom(0 as const, 90 as const, 180 as const, 270 as const) }),
      { minLength: 1, maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(pages, async (drawn) => {
        const first = { x: 60, y: 400, text: 'Some words that are always here' };
        await read(drawn.map((page) => ({ ...page, texts: [first, ...page.texts] })));
      }),
      { numRuns: 60 },
    );
  });
});
