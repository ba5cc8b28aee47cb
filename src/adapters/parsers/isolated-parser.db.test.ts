import { afterEach, describe, expect, it } from 'vitest';
import { drawPdf } from '#test/draw-pdf';
import { checkParsedDocument } from '#test/parsed-document';
import { sourceEntry } from '#test/worker-entries';
import { createIsolatedParser, type IsolatedParser, type IsolatedParserOptions } from './isolated-parser.ts';

const stubborn = { url: new URL('../../../test/fixtures/stubborn-child.mjs', import.meta.url), execArgv: [] };
const TEXT = new Uint8Array(Buffer.from('Some text.'));
const MEBIBYTE = 1024 * 1024;
const open: IsolatedParser[] = [];

function start(options: Partial<IsolatedParserOptions> = {}): IsolatedParser {
  const parser = createIsolatedParser({ entry: stubborn, processes: 1, ...options });
  open.push(parser);
  return parser;
}

const textOf = async (parser: IsolatedParser, name: string) => (await parser.parse(TEXT, name)).text;

afterEach(() => {
  for (const parser of open.splice(0)) parser.close();
});

describe('createIsolatedParser', () => {
  it('reads real documents in a real child', async () => {
    const parser = start({ entry: sourceEntry('adapters/parsers/parse-child.ts'), processes: 2 });
    const pdf = drawPdf([{ texts: [{ x: 50, y: 50, text: 'Hola' }] }]);
    const [first, second, failed] = await Promise.all([
      parser.parse(pdf, 'a.pdf'),
      parser.parse(TEXT, 'b.txt'),
      parser.parse(pdf.slice(0, 100), 'c.pdf').catch((error: unknown) => error),
    ]);
    checkParsedDocument(first);
    expect([first.text, second.text]).toEqual(['Hola', 'Some text.']);
    expect(failed).toMatchObject({ code: 'DOCUMENT_DAMAGED', blame: 'input' });
    expect(await parser.identify(pdf, 'x')).toBe('pdf@1');
    expect(await parser.identify(Uint8Array.of(0, 1, 2, 3), 'x.pdf')).toBeNull();
  });

  it.each([
    ['hang.txt', 'PARSER_TIMEOUT'],
    ['silent.txt', 'PARSER_TIMEOUT'],
    ['exit.txt', 'PARSER_CRASHED'],
    ['fault.txt', 'PARSER_CRASHED'],
  ])('stops %s with %s and goes on with a fresh process', async (name, code) => {
    const parser = start({ limits: { maxMilliseconds: 1500 } });
    const pid = await textOf(parser, 'pid.txt');
    await expect(parser.parse(TEXT, name)).rejects.toMatchObject({ code, blame: 'worker' });
    expect(await textOf(parser, 'pid.txt')).not.toBe(pid);
  });

  it.each(['heap.txt', 'buffers.txt'])('stops %s at its limit of memory', async (name) => {
    const parser = start({ limits: { maxMemoryBytes: 250 * MEBIBYTE } });
    await expect(parser.parse(TEXT, name)).rejects.toMatchObject({ code: 'PARSER_OUT_OF_MEMORY' });
    expect(await textOf(parser, 'length.txt')).toBe('10');
  });

  it('keeps a process after a clean refusal and replaces it after its number of documents', async () => {
    const parser = start({ documentsPerProcess: 3 });
    const first = await textOf(parser, 'pid.txt');
    await expect(parser.parse(TEXT, 'refuse.txt')).rejects.toMatchObject({ code: 'DOCUMENT_HAS_NO_TEXT' });
    expect(await textOf(parser, 'pid.txt')).toBe(first);
    expect(await textOf(parser, 'pid.txt')).not.toBe(first);
  });

  it('gives a document up when asked to, also while it waits', async () => {
    const parser = start();
    const [running, waiting] = [new AbortController(), new AbortController()];
    const hanging = parser.parse(TEXT, 'hang.txt', running.signal);
    const queued = parser.parse(TEXT, 'pid.txt', waiting.signal);
    waiting.abort(new Error('not needed'));
    running.abort(new Error('enough'));
    await expect(hanging).rejects.toThrow('enough');
    await expect(queued).rejects.toThrow('not needed');
    expect(await textOf(parser, 'length.txt')).toBe('10');
  });

  it('refuses what is too large, empty or unknown without a process, and passes no secrets on', async () => {
    const parser = start({ limits: { maxBytes: 20 } });
    await expect(parser.parse(new Uint8Array(21), 'a.txt')).rejects.toMatchObject({ code: 'DOCUMENT_TOO_LARGE' });
    await expect(parser.parse(new Uint8Array(), 'a.txt')).rejects.toMatchObject({ code: 'DOCUMENT_EMPTY' });
    await expect(parser.parse(Uint8Array.of(0, 1, 2), 'a.txt')).rejects.toMatchObject({
      code: 'DOCUMENT_TYPE_UNKNOWN',
    });
    expect(await textOf(parser, 'environment.txt')).not.toContain('PATH');
  });
});
