import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAuditStore } from '#adapters/database/audit-store';
import { systemPrincipal } from '#kernel/principal';
import { type ApiCall, apiCaller, logIn, type Reply } from '#test/api-caller';
import { describeEachDatabase } from '#test/databases';
import { openTestMedida, type TestMedida } from '#test/opened-medida';

interface Scene {
  readonly call: ApiCall;
  readonly world: TestMedida;
  readonly folder: string;
  /** What earlier routes made. */
  readonly made: Record<string, string>;
}

type Step = (scene: Scene) => Promise<Reply>;

const form = (text: string) => {
  const data = new FormData();
  data.append('files', new File([text], 'note.txt'), 'note.txt');
  return data;
};

/** Staging changes nothing that is recorded: nothing of it can be searched, and it ends by itself. */
const UNRECORDED = new Set(['POST /knowledge-bases/{kb}/uploads', 'DELETE /uploads/{uploadId}', 'POST /search']);

const STEPS: Readonly<Record<string, Step>> = {
  'POST /knowledge-bases': ({ call }) => call('POST', '/knowledge-bases', { body: { name: 'docs' } }),
  'PATCH /knowledge-bases/{kb}': ({ call }) =>
    call('PATCH', '/knowledge-bases/docs', { body: { groups: ['everyone'] } }),
  'POST /knowledge-bases/{kb}/ingestions': async ({ call, folder, made }) => {
    const reply = await call('POST', '/knowledge-bases/docs/ingestions', { body: { path: folder } });
    made.job = reply.body.job.id;
    await call('GET', `/jobs/${made.job}/events`);
    const { body } = await call('GET', '/knowledge-bases/docs/documents');
    made.document = body.items[0].id;
    return reply;
  },
  'POST /uploads/{uploadId}/apply': async ({ call }) => {
    const { body } = await call('POST', '/knowledge-bases/docs/uploads', { body: form('uploaded words') });
    const reply = await call('POST', `/uploads/${body.uploadId}/apply`);
    await call('GET', `/jobs/${reply.body.job.id}/events`);
    return reply;
  },
  'PATCH /documents/{id}': ({ call, made }) =>
    call('PATCH', `/documents/${made.document}`, { body: { groups: ['everyone'] } }),
  'POST /answers': async ({ call, made }) => {
    const reply = await call('POST', '/answers', { body: { question: 'What colour is the door?' } });
    made.interaction = reply.body.id;
    return reply;
  },
  'POST /interactions/{id}/feedback': ({ call, made }) =>
    call('POST', `/interactions/${made.interaction}/feedback`, { body: { rating: 'down', reason: 'wrong' } }),
  'DELETE /documents/{id}': ({ call, made }) => call('DELETE', `/documents/${made.document}`),
  'POST /jobs/{id}/cancel': ({ call, made }) => call('POST', `/jobs/${made.job}/cancel`),
  'POST /jobs/{id}/retry': ({ call, made }) => call('POST', `/jobs/${made.job}/retry`),
  'POST /groups': async ({ call, made }) => {
    const reply = await call('POST', '/groups', { body: { name: 'readers' } });
    made.group = reply.body.id;
    return reply;
  },
  'POST /members': async ({ call, made }) => {
    const reply = await call('POST', '/members', { body: { name: 'Ana', email: 'ana@example.org', role: 'member' } });
    made.member = reply.body.id;
    return reply;
  },
  'PUT /groups/{id}/members/{accountId}': ({ call, made }) =>
    call('PUT', `/groups/${made.group}/members/${made.member}`),
  'DELETE /groups/{id}/members/{accountId}': ({ call, made }) =>
    call('DELETE', `/groups/${made.group}/members/${made.member}`),
  'PATCH /members/{accountId}': ({ call, made }) =>
    call('PATCH', `/members/${made.member}`, { body: { role: 'curator' } }),
  'POST /members/{accountId}/links': ({ call, made }) => call('POST', `/members/${made.member}/links`),
  'DELETE /members/{accountId}': ({ call, made }) => call('DELETE', `/members/${made.member}`),
  'POST /api-keys': async ({ call, made }) => {
    const reply = await call('POST', '/api-keys', { body: { name: 'program' } });
    made.key = reply.body.id;
    return reply;
  },
  'DELETE /api-keys/{id}': ({ call, made }) => call('DELETE', `/api-keys/${made.key}`),
  'POST /session': async ({ world }) => (await logIn(world.http(), await world.medida.newLink())).reply,
  'DELETE /session': ({ call }) => call('DELETE', '/session'),
};

describeEachDatabase('every route that changes something', (open) => {
  let world: TestMedida;
  let scene: Scene;
  const size = () =>
    world.database.read(systemPrincipal('*', 'test'), async (tx) => (await createAuditStore().frontier(tx)).size);
  beforeAll(async () => {
    world = await openTestMedida(open);
    world.medida.startJobs(() => undefined);
    const { call } = await logIn(world.http(), world.medida.firstLink);
    const folder = join(world.home, 'folder');
    await mkdir(folder);
    await writeFile(join(folder, 'door.txt'), 'The door is painted green.');
    scene = { call, world, folder, made: {} };
  });
  afterAll(() => world.close());

  it('is in this table', async () => {
    const { body } = await apiCaller(world.http())('GET', '/openapi.json');
    const changing = Object.entries(body.paths as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods)
        .filter((method) => method !== 'get')
        .map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(changing.filter((route) => !UNRECORDED.has(route)).sort()).toEqual(Object.keys(STEPS).sort());
  });

  it.each(Object.entries(STEPS))('%s leaves an entry in the audit log', async (_route, step) => {
    const before = await size();
    const { status, body } = await step(scene);
    expect(Math.floor(status / 100), JSON.stringify(body)).toBe(2);
    expect(await size()).toBeGreaterThan(before);
  });

  it('an answer that its reader stops leaves an entry too', async () => {
    const { cookie } = await logIn(world.http(), await world.medida.newLink());
    const before = await size();
    const response = await world.http().request('http://127.0.0.1/api/v1/answers', {
      method: 'POST',
      headers: {
        ...{ cookie, 'x-medida-csrf': '1' },
        ...{ accept: 'text/event-stream', 'content-type': 'application/json' },
      },
      body: JSON.stringify({ question: 'What colour is the door?' }),
    });
    expect(response.status).toBe(200);
    await response.body?.cancel();
    expect(await size()).toBe(before + 1);
  });

  it('writes no entry for what is only read', async () => {
    const { call } = await logIn(world.http(), await world.medida.newLink());
    const before = await size();
    for (const path of ['/session', '/knowledge-bases', '/groups', '/members', '/api-keys', '/jobs', '/doctor']) {
      expect((await call('GET', path)).status).toBe(200);
    }
    expect((await call('POST', '/search', { body: { query: 'door' } })).status).toBe(200);
    expect(await size()).toBe(before);
  });
});
