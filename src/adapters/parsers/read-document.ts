/** Reads one document in this process. Meant for the isolated child; tests call it directly. */

import type { ParsedDocument } from '#domain/knowledge/ports';
import { MedidaError } from '#kernel/errors';
import { documentDamaged, documentEmpty, documentTooLarge } from './document-errors.ts';
import type { Format } from './format.ts';
import { identifyFormat } from './identify-format.ts';
import type { Parse, ParseInput } from './parser.ts';

/** A reader is loaded when its first document comes. */
const READERS: Readonly<Record<Format, () => Promise<Parse>>> = {
  pdf: async () => (await import('./pdf/parse-pdf.ts')).parsePdf,
  docx: async () => (await import('./parse-docx.ts')).parseDocx,
  html: async () => (await import('./parse-html.ts')).parseHtml,
  markdown: async () => (await import('./parse-markdown.ts')).parseMarkdown,
  text: async () => (await import('./parse-text.ts')).parseText,
  csv: async () => (await import('./parse-csv.ts')).parseCsv,
};

/** Loads them all, for documents that are about to come. */
export async function loadReaders(): Promise<void> {
  for (const load of Object.values(READERS)) await load();
}

/** @throws InputError any of the `DOCUMENT_…` codes of the port */
export async function readDocument(input: ParseInput): Promise<ParsedDocument> {
  const { bytes, limits } = input;
  if (bytes.length === 0) throw documentEmpty();
  if (bytes.length > limits.maxBytes)
    throw documentTooLarge(`it has more than ${limits.maxBytes} bytes`, limits.maxBytes);
  const format = await identifyFormat(bytes, input.name);
  const parse = await READERS[format]();
  try {
    return await parse(input);
  } catch (error) {
    if (MedidaError.isInstance(error)) throw error;
    const nested = error instanceof RangeError && /call stack/i.test(error.message);
    throw documentDamaged(nested ? 'its parts are nested too deeply' : 'its content cannot be read', error);
  }
}
