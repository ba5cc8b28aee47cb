import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiCall, logIn } from '#test/api-caller';
import { describeEachDatabase } from '#test/databases';
import { openTestMedida, type TestMedida } from '#test/opened-medida';

const BOUNDARY = 'medida-test';
const HEADERS = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` };
const part = (disposition: string, content: string) =>
  `--${BOUNDARY}\r\ncontent-disposition: form-data; ${disposition}\r\n\r\n${content}\r\n`;
const file = (content: string, name = 'a.txt') => part(`name="files"; filename="${name}"`, content);
const groups = part('name="groups"', '["everyone"]');
const END = `--${BOUNDARY}--\r\n`;

describeEachDatabase('uploads that are refused', (open) => {
  let world: TestMedida;
  let app: ReturnType<TestMedida['http']>;
  let owner: ApiCall;
  let cookie: string;
  beforeAll(async () => {
    world = await openTestMedida(open);
    app = world.http({ limits: { uploadBytes: 1_000_000, bodyBytes: 1_000 } });
    ({ call: owner, cookie } = await logIn(app, world.medida.firstLink));
    await owner('POST', '/knowledge-bases', { body: { name: 'handbook' } });
  });
  afterAll(() => world.close());

  const send = async (pieces: Iterable<string>, headers: Record<string, string> = {}) => {
    const encoder = new TextEncoder();
    const source = pieces[Symbol.iterator]();
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        const next = source.next();
        if (next.done === true) controller.close();
        else controller.enqueue(encoder.encode(next.value));
      },
    });
    const init = {
      method: 'POST',
      body,
      duplex: 'half',
      headers: { ...HEADERS, cookie, 'x-medida-csrf': '1', ...headers },
    };
    const response = await app.request('http://127.0.0.1/api/v1/knowledge-bases/handbook/uploads', init as RequestInit);
    const reply = (await response.json()) as { error?: { code: string } };
    return [response.status, reply.error?.code];
  };
  const left = () => readdir(join(world.home, 'uploads')).catch(() => []);

  function* largeFile() {
    yield `--${BOUNDARY}\r\ncontent-disposition: form-data; name="files"; filename="large.txt"\r\n\r\n`;
    for (let count = 0; count < 48; count += 1) yield 'x'.repeat(65_536);
    yield `\r\n${END}`;
  }

  it.each<[string, Iterable<string>, number, string]>([
    ['one file beyond the limit', largeFile(), 413, 'UPLOAD_TOO_LARGE'],
    ['groups after a file', [file('secret'), groups, END], 400, 'UPLOAD_MALFORMED'],
    ['groups twice', [groups, groups, file('secret'), END], 400, 'UPLOAD_MALFORMED'],
    ['a misspelled field', [part('name="group"', '["people"]'), file('secret'), END], 400, 'UPLOAD_MALFORMED'],
    ['files in another field', [part('name="file"; filename="a.txt"', 'x'), END], 400, 'UPLOAD_MALFORMED'],
    ['a body that breaks off inside a file', [file('half').slice(0, -3)], 400, 'UPLOAD_MALFORMED'],
    ['no file', [groups, END], 400, 'UPLOAD_EMPTY'],
    ['nothing', [END], 400, 'UPLOAD_EMPTY'],
  ])('%s', async (_what, pieces, status, code) => {
    expect(await send(pieces)).toEqual([status, code]);
    expect(await left()).toEqual([]);
  });

  it('says so before reading where the length is known', async () => {
    let read = 0;
    const pieces = function* () {
      for (; read < 100; read += 1) yield 'x';
    };
    expect(await send(pieces(), { 'content-length': '1000001' })).toEqual([413, 'UPLOAD_TOO_LARGE']);
    expect(read).toBeLessThan(3);
  });

  it('takes what is right', async () => {
    expect(await send([groups, file('fine'), file('too', 'b.txt'), END])).toEqual([201, undefined]);
    expect(await left()).toHaveLength(1);
  });

  it.each(['/members/uploads', '/documents/uploads', '/search'])('only uploads escape the limit: %s', async (path) => {
    const reply = await owner('POST', path, { body: 'x'.repeat(2_000) });
    expect([reply.status, reply.body.error.code]).toEqual([413, 'BODY_TOO_LARGE']);
  });
});
