/** Every citation and every passage is the stored text at its place: real corpora, hundreds of questions, the whole product. */

import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadSample } from '#app/load-sample';
import type { DocumentContentView } from '#app/views/knowledge-views';
import { seededNumbers } from '#kernel/random';
import { type OpenProduct, openProduct } from '../bench/open-product.ts';
import { readSampleSuite, SAMPLE_FOLDER } from '../bench/sample-suite.ts';
import { questionsOf } from './asked-questions.ts';
import { type CitationProof, proveCitations } from './citation-proof.ts';
import { sharedData } from './shared-data.ts';

const CORPORA = [
  { base: 'handbook', folder: '18f-handbook', language: 'en', count: 90 },
  { base: 'estandares', folder: 'argob-estandares', language: 'es', count: 60 },
  { base: 'owasp', folder: 'owasp-top10-2021', language: 'en', count: 60 },
  { base: 'guias', folder: 'pdf-es', language: 'es', count: 60 },
  { base: 'reports', folder: 'sec-10q/docs', language: 'en', count: 60 },
] as const;

const shared = sharedData('rag-corpora');
const next = seededNumbers(20_261_120);
let home = '';
let product: OpenProduct | null = null;
let proof: CitationProof | null = null;

async function openWorld(corpora: string): Promise<OpenProduct> {
  home = await mkdtemp(join(tmpdir(), 'medida-corpora-'));
  const opened = await openProduct();
  for (const { base, folder } of CORPORA) {
    await cp(join(corpora, folder), join(home, base), { recursive: true });
    await opened.owner.knowledge.createBase({ name: base });
    const { added, failed } = await opened.owner.knowledge.ingestPath(base, { path: join(home, base) });
    const codes = [...new Set(failed.map(({ code }) => code))].join(', ');
    console.info(`${base}: ${added} documents, ${failed.length} failed ${codes}`);
  }
  await loadSample(opened.owner, SAMPLE_FOLDER, { signal: new AbortController().signal, report: () => undefined });
  return opened;
}

async function contentsOf({ owner }: OpenProduct, base: string): Promise<DocumentContentView[]> {
  const contents: DocumentContentView[] = [];
  let after: string | undefined;
  do {
    const page = await owner.knowledge.listDocuments(base, { limit: 200, ...(after !== undefined && { after }) });
    for (const { id, version, state } of page.items)
      if (state === 'ready') contents.push(await owner.knowledge.readContent(id, version));
    after = page.next ?? undefined;
  } while (after !== undefined);
  return contents;
}

/** Questions that people wrote, for the sample company and for the quarterly reports. */
async function writtenQuestions(corpora: string): Promise<{ question: string; base: string }[]> {
  const csv = await readFile(join(corpora, 'sec-10q/qna_data.csv'), 'utf8');
  const rows = parse(csv, { columns: true, bom: true }) as { Question: string }[];
  const suite = await readSampleSuite('open');
  return [
    ...rows.map(({ Question }) => ({ question: Question, base: 'reports' })),
    ...suite.flatMap(({ question, paraphrases = [] }) =>
      [question, ...paraphrases].map((one) => ({ question: one, base: 'sample' })),
    ),
  ];
}

function tell(title: string, { counts, mismatches, cited }: CitationProof): void {
  console.info(title, { ...counts, distinctCitations: cited.size, mismatches: mismatches.length });
}

beforeAll(async () => {
  if (shared === null) return;
  product = await openWorld(shared);
  proof = proveCitations(product.owner);
});

afterAll(async () => {
  await product?.close();
  if (home !== '') await rm(home, { recursive: true, force: true });
});

test('every citation and every passage is the stored text at its place', async () => {
  if (shared === null || product === null || proof === null) return;
  const asked = await writtenQuestions(shared);
  const sample = { base: 'sample', language: 'es', count: 40 } as const;
  for (const { base, language, count } of [...CORPORA, sample]) {
    const contents = await contentsOf(product, base);
    asked.push(...questionsOf(contents, { count, language, next }).map((question) => ({ question, base })));
  }
  for (const [index, { question, base }] of asked.entries()) {
    // Every third question goes to everything that there is.
    await proof.question(question, index % 3 === 0 ? undefined : base);
  }
  tell('Questions over all corpora:', proof);
  expect(proof.mismatches).toEqual([]);
  expect(proof.counts.answers).toBe(asked.length);
  const hidden = await readdir(new URL('restricted/', SAMPLE_FOLDER), { recursive: true });
  const told = new Set([...proof.documents].map((document) => basename(document)));
  expect(hidden.map((name) => basename(name)).filter((name) => told.has(name))).toEqual([]);
  expect(proof.cited.size).toBeGreaterThan(100);
});

test('what is cited of a PDF has boxes on the page that is told', async () => {
  if (product === null || proof === null) return;
  const { knowledge } = product.owner;
  const faults: string[] = [];
  const counts = { citations: 0, boxes: 0, uncovered: 0, letters: 0 };
  for (const place of proof.cited.values()) {
    const { documentId, version, start, end, page } = place;
    if (page === null) continue;
    const content = await knowledge.readContent(documentId, version);
    const boxes = await knowledge.findBoxes(documentId, version, start, end);
    counts.citations += 1;
    counts.boxes += boxes.length;
    const letters = [...content.text.slice(start, end)].filter((letter) => /[\p{L}\p{N}]/u.test(letter)).length;
    const held = boxes.map((box) => content.text.slice(Math.max(box.start, start), Math.min(box.end, end))).join('');
    counts.letters += letters;
    counts.uncovered += letters - [...held].filter((letter) => /[\p{L}\p{N}]/u.test(letter)).length;
    if (boxes[0]?.page !== page) faults.push(`${place.document} ${start}: page ${page}, box on ${boxes[0]?.page}`);
    for (const box of boxes) {
      const sheet = content.pages[box.page - 1];
      const inside = sheet && box.x0 >= -1 && box.y0 >= -1 && box.x1 <= sheet.width + 1 && box.y1 <= sheet.height + 1;
      if (!inside || box.x0 >= box.x1 || box.y0 >= box.y1) faults.push(`${place.document}: ${JSON.stringify(box)}`);
      if (box.start < start || box.end > end) faults.push(`${place.document}: box is not cut: ${JSON.stringify(box)}`);
      if (sheet && !(sheet.start <= box.start && box.start < sheet.end))
        faults.push(`${place.document}: box of another page: ${JSON.stringify(box)}`);
    }
  }
  console.info('Boxes of citations on PDF pages:', { ...counts, faults: faults.length });
  expect(faults).toEqual([]);
  expect(counts.uncovered).toBe(0);
  expect(counts.citations).toBeGreaterThan(20);
});

test('after documents were changed, old citations still resolve to the old version and new ones to the new', async () => {
  if (product === null || proof === null) return;
  const { owner } = product;
  const old = [...proof.cited.values()];
  const changed = new Set(old.filter(({ document }) => document.endsWith('.md')).map(({ documentId }) => documentId));
  for (const { base } of CORPORA)
    await changeFiles(
      base,
      old.filter(({ documentId }) => changed.has(documentId)),
    );
  const reports = [];
  for (const { base } of CORPORA) reports.push(await owner.knowledge.ingestPath(base, { path: join(home, base) }));
  expect(reports.reduce((sum, report) => sum + report.changed, 0)).toBeGreaterThan(20);

  const again = proveCitations(owner);
  for (const place of old) await again.check(place, 'old citation');
  console.info(`${old.length} old citations checked again, ${again.mismatches.length} mismatches`);
  for (const { base, language } of CORPORA) {
    const contents = (await contentsOf(product, base)).filter(({ version }) => version > 1);
    for (const question of questionsOf(contents, { count: 15, language, next })) await again.question(question, base);
  }
  tell('Questions after the change:', again);
  expect(again.mismatches).toEqual([]);
  const fresh = [...again.cited.values()].filter(({ version }) => version > 1);
  expect(fresh.length).toBeGreaterThan(10);
  const renewed = new Set(fresh.map(({ documentId }) => documentId));
  const stale = [...again.cited.values()].filter(({ documentId, version }) => renewed.has(documentId) && version === 1);
  expect(stale).toEqual([]);
});

/** A new first paragraph moves every offset of the text; in one corpus a PDF takes another's place. */
async function changeFiles(base: string, places: readonly { readonly document: string }[]): Promise<void> {
  for (const document of new Set(places.map((place) => place.document))) {
    const path = join(home, base, document);
    const text = await readFile(path, 'utf8').catch(() => null);
    if (text !== null) await writeFile(path, `Revised with 🧵 and ñandúes.\n\n${text}`);
  }
  if (base === 'reports') await cp(join(home, base, '2023_Q1_NVDA.pdf'), join(home, base, '2022_Q3_NVDA.pdf'));
}
