/** Every hostile document of the shared data goes through the isolated parser: read, or refused for a stated reason. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { MedidaError } from '#kernel/errors';
import { normaliseText } from '#kernel/stored-text';
import { checkParsedDocument } from '#test/parsed-document';
import { sharedData } from '#test/shared-data';
import { sourceEntry } from '#test/worker-entries';
import { createIsolatedParser } from './isolated-parser.ts';

const FOLDERS = [
  'hard',
  'rag-corpora/pdf-es',
  'rag-corpora/sec-10q',
  'rag-corpora/owasp-top10-2021',
  'rag-corpora/argob-estandares',
  'rag-corpora/18f-handbook',
  'security',
  'text/rust-book-es',
];
const MAX_PARENT_GROWTH = 400 * 1024 * 1024;

const parser = createIsolatedParser({
  entry: sourceEntry('adapters/parsers/parse-child.ts'),
  limits: { maxMilliseconds: 60_000 },
});
afterAll(() => parser.close());

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : entry.isFile() ? [path] : [];
  });
}

describe('real and hostile documents', () => {
  for (const folder of FOLDERS)
    it(`are read or refused: ${folder}`, async () => {
      const root = sharedData(...folder.split('/'));
      if (root === null) return;
      const before = process.memoryUsage().rss;
      const outcomes = new Map<string, number>();
      for (const path of filesIn(root)) {
        const outcome = await parser.parse(new Uint8Array(readFileSync(path)), path).then(
          (parsed) => {
            checkParsedDocument(parsed);
            return parsed.parser;
          },
          (error: unknown) =>
            MedidaError.isInstance(error) && error.blame === 'input' ? error.code : Promise.reject(error),
        );
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      }
      console.info(folder, Object.fromEntries([...outcomes].sort()));
      expect(process.memoryUsage().rss - before).toBeLessThan(MAX_PARENT_GROWTH);
    });
});

/** The true decoding, by the name of the folder. */
function decode(bytes: Buffer, encoding: string): string {
  if (encoding.startsWith('UTF-32')) return decodeUtf32(bytes);
  const label = { 'utf-8-sig': 'utf-8', 'UTF-16': bytes[0] === 0xfe ? 'utf-16be' : 'utf-16le', 'UTF-16BE': 'utf-16be' };
  const known = label[encoding as keyof typeof label];
  if (known !== undefined) return new TextDecoder(known).decode(bytes);
  return Array.from(bytes, (byte) => String.fromCharCode(WESTERN.get(byte) ?? byte)).join('');
}

/** Where windows-1252 differs from ISO-8859-1. */
const WESTERN = new Map([
  [0x80, 0x20ac],
  [0x85, 0x2026],
  [0x91, 0x2018],
  [0x92, 0x2019],
  [0x93, 0x201c],
  [0x94, 0x201d],
  [0x96, 0x2013],
  [0x97, 0x2014],
]);

function decodeUtf32(bytes: Buffer): string {
  const isLittle = bytes[0] === 0xff;
  const points = Array.from({ length: bytes.length / 4 }, (_value, index) =>
    isLittle ? bytes.readUInt32LE(index * 4) : bytes.readUInt32BE(index * 4),
  );
  return String.fromCodePoint(...points).replace(/^\uFEFF/, '');
}

describe('texts in other encodings', () => {
  const root = sharedData('hard', 'encodings');
  for (const path of root === null ? [] : filesIn(root).filter((name) => !name.endsWith('.html')))
    it(path.slice((root ?? '').length), async () => {
      const bytes = readFileSync(path);
      const { text } = await parser.parse(new Uint8Array(bytes), path);
      expect(text).toBe(normaliseText(decode(bytes, path.split('/').at(-2) ?? '')));
    });
});
