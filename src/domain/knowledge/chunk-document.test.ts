import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHUNKER, chunkDocument } from './chunk-document.ts';
import { DEFAULT_CHUNK_SIZE } from './chunk-size.ts';
import { countTokens } from './count-tokens.ts';
import type { Block, BlockKind } from './document.ts';

interface Part {
  readonly kind: BlockKind | 'loose';
  readonly level: number;
  readonly text: string;
  readonly header?: string;
}

/** Puts a text together from parts, as a parser does: blocks separated by an empty line. */
function documentOf(parts: readonly Part[], tables = false) {
  let text = '';
  const blocks: Block[] = [];
  for (const { kind, level, text: piece, header } of parts) {
    text += text === '' ? '' : '\n\n';
    const start = text.length;
    text += piece;
    const end = text.length;
    if (kind === 'loose') continue;
    if (kind === 'table-row' && tables) blocks.push({ kind: 'table', level: 0, start, end });
    blocks.push({ kind, level, start, end, ...(header === undefined ? {} : { header }) });
  }
  return { text, blocks, pages: [] };
}

const wordArbitrary = fc.oneof(
  fc.constantFrom('vacaciones', 'the', 'plazo', '1.234,56', '…', 'a', '—', '😀', 'e\u0301', 'ISO-27001.', 'Fin.', '\n'),
  fc.string({ minLength: 1, maxLength: 12 }),
  fc.string({ minLength: 60, maxLength: 200, unit: fc.constantFrom('x', '😀', '=') }),
);
const textArbitrary = fc
  .array(wordArbitrary, { minLength: 1, maxLength: 60 })
  .map((words) => words.join(' ').replace(/\p{Cs}/gu, '?'));
const partArbitrary: fc.Arbitrary<Part> = fc.record({
  kind: fc.constantFrom('heading', 'paragraph', 'list-item', 'table-row', 'code', 'quote', 'loose'),
  level: fc.integer({ min: 1, max: 4 }),
  text: textArbitrary,
});
const sizeArbitrary = fc
  .record({
    target: fc.integer({ min: 4, max: 60 }),
    slack: fc.integer({ min: 0, max: 40 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ target, slack, share }) => ({ target, maximum: target + slack, minimum: Math.floor(target * share) }));

describe('chunkDocument', () => {
  it('covers every non-space character once, in order, with exact slices within the limit', () => {
    fc.assert(
      fc.property(fc.array(partArbitrary, { maxLength: 12 }), sizeArbitrary, fc.boolean(), (parts, size, tables) => {
        const parsed = documentOf(parts, tables);
        let cursor = 0;
        for (const [ordinal, chunk] of chunkDocument(parsed, 'es', size).entries()) {
          expect(chunk.ordinal).toBe(ordinal);
          expect(chunk.text).toBe(parsed.text.slice(chunk.start, chunk.end));
          expect(chunk.text.trim()).toBe(chunk.text);
          expect(chunk.text).not.toBe('');
          expect(/\p{Cs}/u.test(chunk.text)).toBe(false);
          expect(chunk.start).toBeGreaterThanOrEqual(cursor);
          expect(parsed.text.slice(cursor, chunk.start).trim()).toBe('');
          expect(chunk.tokens).toBe(countTokens(chunk.text));
          expect(chunk.tokens).toBeLessThanOrEqual(size.maximum);
          cursor = chunk.end;
        }
        expect(parsed.text.slice(cursor).trim()).toBe('');
      }),
      { numRuns: 120 },
    );
  });

  it('never reaches across a top-level heading, except that a bare one stands before the next', () => {
    fc.assert(
      fc.property(fc.array(partArbitrary, { maxLength: 12 }), (parts) => {
        const parsed = documentOf(parts);
        const top = Math.min(...parsed.blocks.map(({ kind, level }) => (kind === 'heading' ? level : 9)));
        const titles = parsed.blocks.filter(({ kind, level }) => kind === 'heading' && level === top);
        for (const chunk of chunkDocument(parsed, 'en', { target: 500, maximum: 900, minimum: 400 }))
          for (const { start, end } of titles) {
            const first = start + parsed.text.slice(start, end).search(/\S/);
            if (first < start || first <= chunk.start || first >= chunk.end) continue;
            const before = titles.filter((one) => one.end > chunk.start && one.start < first);
            const bare = before.map((one) =>
              parsed.text.slice(Math.max(one.start, chunk.start), Math.min(one.end, first)),
            );
            expect(bare.join('').replace(/\s/gu, '')).toBe(parsed.text.slice(chunk.start, first).replace(/\s/gu, ''));
          }
      }),
    );
  });

  it('keeps the title of a document with its first section', () => {
    const parsed = documentOf([
      { kind: 'heading', level: 1, text: 'Bajas médicas' },
      { kind: 'heading', level: 1, text: 'Cómo pedirla' },
      { kind: 'paragraph', level: 0, text: 'Se avisa al responsable el mismo día.' },
    ]);
    const chunks = chunkDocument(parsed, 'es');
    expect(chunks.map(({ headings }) => headings)).toEqual([['Cómo pedirla']]);
    expect(chunks[0]?.start).toBe(0);
  });

  it('keeps blocks that overlap, reach out of the text or stand in disorder from losing or doubling text', () => {
    const wild = fc.record({
      kind: fc.constantFrom<BlockKind>('heading', 'paragraph', 'table', 'table-row'),
      level: fc.integer({ min: 0, max: 3 }),
      start: fc.integer({ min: 0, max: 300 }),
      end: fc.integer({ min: 0, max: 400 }),
    });
    fc.assert(
      fc.property(textArbitrary, fc.array(wild), (text, blocks) => {
        const chunks = chunkDocument({ text, blocks, pages: [] }, 'es');
        const spaceless = (value: string) => value.replace(/\s+/gu, '');
        expect(spaceless(chunks.map((chunk) => chunk.text).join(' '))).toBe(spaceless(text));
      }),
    );
  });

  it('gives the heading path, and joins small sections under the headings they share', () => {
    const parsed = documentOf([
      { kind: 'heading', level: 1, text: 'Manual' },
      { kind: 'heading', level: 2, text: 'Vacaciones' },
      { kind: 'paragraph', level: 0, text: 'Son veintitrés días laborables al año.' },
      { kind: 'heading', level: 2, text: 'Permisos' },
      { kind: 'paragraph', level: 0, text: 'Quince días por matrimonio.' },
      { kind: 'heading', level: 1, text: 'Anexo' },
      { kind: 'heading', level: 2, text: 'Tablas' },
      { kind: 'paragraph', level: 0, text: 'Nada.' },
    ]);
    const chunks = chunkDocument(parsed, 'es');
    expect(chunks.map(({ headings }) => headings)).toEqual([['Manual'], ['Anexo', 'Tablas']]);
    expect(chunks[0]?.text.startsWith('Manual\n\nVacaciones')).toBe(true);
  });

  it('keeps a heading with the text below it', () => {
    const long = 'palabra '.repeat(DEFAULT_CHUNK_SIZE.target - 5).trim();
    const parsed = documentOf([
      { kind: 'paragraph', level: 0, text: long },
      { kind: 'heading', level: 2, text: 'Plazos' },
      { kind: 'paragraph', level: 0, text: long },
    ]);
    const chunks = chunkDocument(parsed, 'es');
    expect(chunks).toHaveLength(2);
    expect(chunks[1]?.text.startsWith('Plazos')).toBe(true);
  });

  it('keeps table rows whole and names their columns in every chunk that begins below the header', () => {
    const header = 'Producto | Precio | Unidad';
    const rows = Array.from({ length: 80 }, (_, row) => `Tornillo número ${row} | ${row},50 € | caja de cien`);
    const parsed = documentOf([
      { kind: 'heading', level: 1, text: 'Tarifa' },
      { kind: 'table-row', level: 0, text: header },
      ...rows.map((text): Part => ({ kind: 'table-row', level: 0, text, header })),
    ]);
    const chunks = chunkDocument(parsed, 'es');
    expect(chunks.length).toBeGreaterThan(2);
    for (const row of rows) expect(chunks.filter(({ text }) => text.split('\n').includes(row))).toHaveLength(1);
    expect(chunks[0]?.headings).toEqual(['Tarifa']);
    for (const chunk of chunks.slice(1)) expect(chunk.headings).toEqual(['Tarifa', header]);
  });

  it('cuts a long paragraph at sentences', () => {
    const sentence = 'El plazo de entrega es de quince días hábiles desde la firma del contrato.';
    const chunks = chunkDocument({ text: Array(60).fill(sentence).join(' '), blocks: [], pages: [] }, 'es');
    expect(chunks.length).toBeGreaterThan(2);
    for (const { text, tokens } of chunks) {
      expect(text.startsWith('El plazo')).toBe(true);
      expect(text.endsWith('contrato.')).toBe(true);
      expect(tokens).toBeLessThanOrEqual(DEFAULT_CHUNK_SIZE.maximum);
    }
  });

  it('covers a paragraph of a million characters, with spaces or without', () => {
    for (const text of ['A. B. 😀 palabra '.repeat(60_000), '😀x'.repeat(300_000)]) {
      const chunks = chunkDocument({ text, blocks: [], pages: [] }, 'es');
      const spaceless = (value: string) => value.replace(/\s+/gu, '');
      expect(spaceless(chunks.map((chunk) => chunk.text).join('')) === spaceless(text)).toBe(true);
      for (const { text: slice, tokens } of chunks) {
        expect(tokens).toBeLessThanOrEqual(DEFAULT_CHUNK_SIZE.maximum);
        if (/\p{Cs}/u.test(slice)) expect.unreachable('a character was cut in two');
      }
    }
  });

  it('knows the pages and the language of each chunk', () => {
    const spanish =
      'Las vacaciones anuales se solicitan con un mes de antelación al responsable del departamento. '.repeat(20);
    const english =
      'Employees must report every incident to the security team before the end of the working day. '.repeat(20);
    const text = spanish + english;
    const pages = [
      { page: 1, start: 0, end: spanish.length, width: 595, height: 842 },
      { page: 2, start: spanish.length, end: text.length, width: 595, height: 842 },
    ];
    const blocks: Block[] = pages.map(({ start, end }) => ({ kind: 'paragraph', level: 0, start, end }));
    const chunks = chunkDocument({ text, blocks, pages }, 'es');
    expect(chunks[0]).toMatchObject({ language: 'es', pageStart: 1, pageEnd: 1 });
    expect(chunks.at(-1)).toMatchObject({ language: 'en', pageStart: 2, pageEnd: 2 });
  });

  it('takes a chunk too short to tell to be in the language of its document', () => {
    const one = (language: 'es' | 'en') =>
      chunkDocument({ text: 'Total 45', blocks: [], pages: [] }, language)[0]?.language;
    expect([one('es'), one('en')]).toEqual(['es', 'en']);
  });

  it('gives nothing for nothing', () => {
    expect(chunkDocument({ text: ' \n ', blocks: [], pages: [] }, 'es')).toEqual([]);
    expect(CHUNKER).toBe('structure@1');
  });
});
