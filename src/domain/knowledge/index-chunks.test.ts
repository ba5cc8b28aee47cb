import { expect, it } from 'vitest';
import { buildPostings } from '#domain/language/index';
import { chunkDocument } from './chunk-document.ts';
import { indexChunks } from './index-chunks.ts';

const sentence = (index: number) => `El expediente número ${index} trata del plazo de entrega y del pago.`;
const text = Array.from({ length: 200 }, (_, index) => sentence(index)).join('\n\n');
const chunks = chunkDocument({ text, blocks: [], pages: [] }, 'es', { target: 12, maximum: 30, minimum: 5 });

it('gives the postings of a long document as if it were analysed at once', async () => {
  expect(chunks.length).toBeGreaterThan(100);
  expect(await indexChunks(chunks, null)).toEqual(buildPostings(chunks));
});

it('finds every chunk by the title of the document, which counts once', async () => {
  const [first, ...rest] = chunks.slice(0, 3);
  if (!first) return expect.unreachable();
  const titled = [{ ...first, headings: ['política de viajes', 'Plazos'] }, ...rest];
  const posting = (await indexChunks(titled, 'Política de viajes')).find(({ term }) => term.startsWith('viaj'));
  expect(posting).toMatchObject({ ordinals: [0, 1, 2], frequencies: [0.5, 0.5, 0.5] });
});
