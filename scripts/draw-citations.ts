/**
 * Draws what ten answers cite onto the pages of their PDF documents, for eyes to judge:
 * `npm run draw-citations -- FOLDER`. The corpora beside the checkout are asked too where they are there.
 */

import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Canvas } from '@napi-rs/canvas';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { loadSample } from '#app/load-sample';
import type { UseCases } from '#app/use-cases';
import type { CitationView } from '#app/views/answer-views';
import type { BoxView } from '#app/views/knowledge-views';
import { sharedData } from '#test/shared-data';
import { openProduct } from '../bench/open-product.ts';
import { SAMPLE_FOLDER } from '../bench/sample-suite.ts';

const PICTURES = 10;
/** Picture elements to a point. */
const SCALE = 1.6;
const PDFJS = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

const QUESTIONS: Readonly<Record<string, readonly string[]>> = {
  sample: [
    '¿Cada cuánto hay que limpiar el filtro de la BR-200?',
    'How do I start the BR-400 for the first time?',
    'Who can accept gifts from suppliers under the code of conduct?',
    '¿Cuántas reclamaciones de calidad hubo en 2025?',
    'What discount does the reseller get?',
  ],
  reports: [
    'What was the effective tax rate of Apple in the first quarter of 2023?',
    'How many shares of common stock did NVIDIA repurchase?',
    'What are the remaining performance obligations of NVIDIA?',
    'What is the total unrecognized compensation cost related to outstanding RSUs?',
    'When will the company adopt supplier finance programs disclosures?',
    'How much did Services net sales increase?',
  ],
  guias: [
    '¿Qué es la categoría nombre de sujeto asistencia?',
    '¿Qué es Cross Site Scripting?',
    '¿Cómo se protege una aplicación de los desbordamientos de búfer?',
    '¿Cómo se anotan las fechas?',
    '¿Qué es la inyección de comandos?',
  ],
};

const FOLDERS: Readonly<Record<string, string>> = { reports: 'sec-10q/docs', guias: 'pdf-es' };

async function firstPdfCitation({ answers }: UseCases, base: string, question: string): Promise<CitationView | null> {
  for await (const event of answers.ask({ question, knowledgeBases: [base] })) {
    if (event.type !== 'done') continue;
    const citations = event.answer.statements.flatMap((statement) => statement.citations);
    return citations.find(({ document }) => document.endsWith('.pdf')) ?? null;
  }
  return null;
}

interface CanvasFactory {
  create(width: number, height: number): { readonly canvas: Canvas };
}

/** The page of the first box, with the boxes on it. */
async function draw(bytes: Uint8Array, boxes: readonly BoxView[]): Promise<Buffer> {
  const number = boxes[0]?.page ?? 1;
  const task = getDocument({
    data: Uint8Array.from(bytes),
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    verbosity: 0,
    cMapUrl: join(PDFJS, 'cmaps/'),
    cMapPacked: true,
    standardFontDataUrl: join(PDFJS, 'standard_fonts/'),
    wasmUrl: join(PDFJS, 'wasm/'),
  });
  try {
    const file = await task.promise;
    const page = await file.getPage(number);
    const viewport = page.getViewport({ scale: SCALE });
    // Paths and canvas have to come from the same copy of the canvas package, which is the one that pdf.js took.
    const { canvas } = (file.canvasFactory as CanvasFactory).create(
      Math.ceil(viewport.width),
      Math.ceil(viewport.height),
    );
    const context = canvas.getContext('2d');
    await page.render({ canvas: canvas as never, canvasContext: context as never, viewport }).promise;
    context.setTransform(SCALE, 0, 0, SCALE, 0, 0);
    context.fillStyle = 'rgba(255, 196, 0, 0.45)';
    for (const { page: at, x0, y0, x1, y1 } of boxes) if (at === number) context.fillRect(x0, y0, x1 - x0, y1 - y0);
    return canvas.toBuffer('image/png');
  } finally {
    await task.destroy();
  }
}

/** A few of each knowledge base in turn. */
function inTurn(bases: readonly string[]): { base: string; question: string }[] {
  const longest = Math.max(...bases.map((base) => QUESTIONS[base]?.length ?? 0));
  return Array.from({ length: longest }, (_, index) => index).flatMap((index) =>
    bases.flatMap((base) => {
      const question = QUESTIONS[base]?.[index];
      return question === undefined ? [] : [{ base, question }];
    }),
  );
}

async function drawCitations(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { owner, close } = await openProduct();
  try {
    await loadSample(owner, SAMPLE_FOLDER, { signal: new AbortController().signal, report: () => undefined });
    const bases = ['sample'];
    for (const [base, part] of Object.entries(FOLDERS)) {
      const path = sharedData('rag-corpora', part);
      if (path === null) continue;
      await owner.knowledge.createBase({ name: base });
      await owner.knowledge.ingestPath(base, { path });
      bases.push(base);
    }
    let drawn = 0;
    for (const { base, question } of inTurn(bases)) {
      if (drawn === PICTURES) break;
      const citation = await firstPdfCitation(owner, base, question);
      if (citation === null) continue;
      const { documentId, version, start, end, quote, document } = citation;
      const boxes = await owner.knowledge.findBoxes(documentId, version, start, end);
      const { bytes } = await owner.knowledge.readOriginal(documentId, version);
      drawn += 1;
      const name = `${String(drawn).padStart(2, '0')}.png`;
      await writeFile(join(folder, name), await draw(bytes, boxes));
      console.info(`${name} ${document}, page ${citation.page}, ${boxes.length} boxes\n  ${question}\n  «${quote}»`);
    }
  } finally {
    await close();
  }
}

const folder = process.argv[2];
if (folder === undefined) throw new Error('Say into which folder the pictures go.');
await drawCitations(folder);
