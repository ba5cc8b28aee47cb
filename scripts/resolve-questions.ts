/**
 * Turns the sample company's questions as written (`*.source.jsonl`, evidence as quotes) into the suite format, where
 * evidence is a span of the stored text: reads the documents as the product reads them and finds each quote in them.
 */

import { readFile, writeFile } from 'node:fs/promises';
import { loadSample } from '#app/load-sample';
import type { UseCases } from '#app/use-cases';
import { openProduct } from '../bench/open-product.ts';

interface Written {
  readonly id: string;
  readonly evidence?: readonly { readonly document: string; readonly quote: string }[];
}

const SAMPLE = new URL('../samples/company/', import.meta.url);
const product = await openProduct();
try {
  await loadSample(product.owner, SAMPLE, { signal: new AbortController().signal, report: () => undefined });
  const texts = await readTexts(product.owner);
  for (const half of ['open', 'sealed']) {
    const source = await readFile(new URL(`questions/${half}.source.jsonl`, SAMPLE), 'utf8');
    const lines = source
      .trim()
      .split('\n')
      .map((line) => JSON.stringify(resolve(JSON.parse(line) as Written, texts)));
    await writeFile(new URL(`questions/${half}.jsonl`, SAMPLE), `${lines.join('\n')}\n`);
    console.log(`${half}: ${lines.length} questions`);
  }
} finally {
  await product.close();
}

async function readTexts(owner: UseCases): Promise<ReadonlyMap<string, string>> {
  const { items } = await owner.knowledge.listDocuments('sample', { limit: 200 });
  const texts = new Map<string, string>();
  for (const { id, document, version } of items)
    texts.set(document, (await owner.knowledge.readContent(id, version)).text);
  return texts;
}

function resolve({ evidence, ...rest }: Written, texts: ReadonlyMap<string, string>): object {
  if (!evidence) return rest;
  const gold = evidence.map(({ document, quote }) => {
    const span = find(texts.get(document) ?? '', quote);
    if (!span) throw new Error(`${rest.id}: «${quote}» is not in ${document}`);
    return { document, ...span };
  });
  return { ...rest, gold };
}

/** The only place where the quote stands, white space aside; the first where it stands more than once. */
function find(text: string, quote: string): { start: number; end: number } | null {
  const pattern = quote.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
  const match = new RegExp(pattern, 'u').exec(text);
  return match ? { start: match.index, end: match.index + match[0].length } : null;
}
