import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiCall, apiCaller, eventsOf, logIn } from '#test/api-caller';
import { describeEachDatabase } from '#test/databases';
import { openTestMedida, type TestMedida } from '#test/opened-medida';

const POLICY = `# Vacation policy

Every employee has 24 working days of vacation a year.

## Remote work

Remote work is possible on three days a week, after agreement with the team.
`;

const NUL_CURSOR = Buffer.from('01900000-0000-7000-8000-000000000001a\0b').toString('base64url');

function upload(groups?: readonly string[], text = POLICY, name = 'policies/vacation.md'): FormData {
  const form = new FormData();
  if (groups) form.append('groups', JSON.stringify(groups));
  form.append('files', new File([text], name, { type: 'text/markdown' }), name);
  return form;
}

describeEachDatabase('the journey over HTTP', (open) => {
  let world: TestMedida;
  let app: ReturnType<TestMedida['http']>;
  let owner: ApiCall;
  beforeAll(async () => {
    world = await openTestMedida(open);
    world.medida.startJobs((error) => expect.unreachable(String(error)));
    app = world.http();
    owner = (await logIn(app, world.medida.firstLink)).call;
    await owner('POST', '/knowledge-bases', { body: { name: 'handbook', title: 'Handbook' } });
  });
  afterAll(() => world.close());

  const stage = (form: FormData) => owner('POST', '/knowledge-bases/handbook/uploads', { body: form });
  const ingest = async (form: FormData) => {
    const { body } = await stage(form);
    const applied = await owner('POST', `/uploads/${body.uploadId}/apply`);
    const events = await owner('GET', `/jobs/${applied.body.job.id}/events`);
    return eventsOf(events.body).map(({ data }) => data as { state: string; result: object; error: object });
  };

  it('stages files, shows the plan, changes nothing until told, then ingests', async () => {
    const staged = await stage(upload());
    expect(staged).toMatchObject({
      status: 201,
      body: { plan: { added: [{ document: 'policies/vacation.md', reason: 'new' }], unchanged: 0, refused: [] } },
    });
    expect((await owner('GET', '/knowledge-bases/handbook/documents')).body).toEqual({ items: [], next: null });
    expect((await owner('DELETE', `/uploads/${staged.body.uploadId}`)).status).toBe(204);
    expect((await owner('POST', `/uploads/${staged.body.uploadId}/apply`)).body.error.code).toBe('UPLOAD_NOT_FOUND');

    const last = (await ingest(upload())).at(-1);
    expect(last).toMatchObject({
      state: 'done',
      error: null,
      result: { schema: 'medida.ingest/1', added: 1, failed: [] },
    });
    expect((await stage(upload())).body.plan).toMatchObject({ added: [], unchanged: 1 });
  });

  it('shows a document, its text, its original, and who may see it', async () => {
    const { body: list } = await owner('GET', '/knowledge-bases/handbook/documents?query=vacation&state=ready&limit=5');
    const [document] = list.items;
    expect(document).toMatchObject({ title: 'Vacation policy', version: 1, language: 'en', groups: ['everyone'] });
    const detail = await owner('GET', `/documents/${document.id}`);
    expect(detail.body).toMatchObject({ knowledgeBase: { name: 'handbook' }, versions: [{ number: 1 }] });
    const content = await owner('GET', `/documents/${document.id}/versions/1/content`);
    expect(content.body.text).toContain('24 working days');
    const original = await owner('GET', `/documents/${document.id}/versions/1/original?inline=1`);
    expect(original.body).toBe(POLICY);
    expect(original.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''vacation.md");
    expect(original.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect((await owner('GET', `/documents/${document.id}/versions/1/boxes?start=0&end=5`)).body).toEqual({
      items: [],
    });
    expect((await owner('GET', `/documents/${document.id}/versions/1/boxes?start=5&end=1`)).status).toBe(400);
    expect((await owner('GET', `/documents/${document.id}/versions/7/content`)).status).toBe(404);
  });

  it('lets a browser keep an original only as long as its document may be seen', async () => {
    const { body: list } = await owner('GET', '/knowledge-bases/handbook/documents');
    const [{ id }] = list.items;
    const original = (headers: Record<string, string> = {}) =>
      owner('GET', `/documents/${id}/versions/1/original`, { headers });
    const { headers } = await original();
    expect(headers.get('cache-control')).toBe('private, no-cache');
    const again = { 'if-none-match': `W/"other", ${headers.get('etag')}` };
    expect(await original(again)).toMatchObject({ status: 304, body: '' });
    expect((await original({ 'if-none-match': '"other"' })).status).toBe(200);
    await owner('POST', '/groups', { body: { name: 'archive' } });
    await owner('PATCH', `/documents/${id}`, { body: { groups: ['archive'] } });
    expect((await original(again)).status).toBe(404);
    const { body: groups } = await owner('GET', '/groups');
    const archive = groups.items.find(({ name }: { name: string }) => name === 'archive');
    const { body: session } = await owner('GET', '/session');
    await owner('PUT', `/groups/${archive.id}/members/${session.account.id}`);
    expect((await owner('PATCH', `/documents/${id}`, { body: { groups: ['everyone'] } })).status).toBe(200);
  });

  it('finds passages and answers, whole or as events in order', async () => {
    const found = await owner('POST', '/search', { body: { query: 'vacation days', explain: true } });
    expect(found.body).toMatchObject({ schema: 'medida.search/1', passages: [{ document: 'policies/vacation.md' }] });
    expect(found.body.trace.length).toBeGreaterThan(1);

    const body = {
      question: 'How many working days of vacation does every employee have?',
      knowledgeBases: ['handbook'],
    };
    const answer = (await owner('POST', '/answers', { body })).body;
    expect(answer).toMatchObject({ schema: 'medida.ask/1', abstained: false, language: 'en' });
    expect(answer.answer).toContain('24 working days');

    const streamed = await owner('POST', '/answers', { body, headers: { accept: 'text/event-stream' } });
    expect(streamed.headers.get('content-type')).toContain('text/event-stream');
    const events = eventsOf(streamed.body);
    const names = events.map(({ event }) => event);
    expect(names[0]).toBe('passages');
    expect(names.at(-1)).toBe('done');
    expect(new Set(names.slice(1, -1))).toEqual(new Set(['statement']));
    expect(events.at(-1)?.data).toMatchObject({ answer: { answer: answer.answer } });

    const shown = await owner('GET', `/interactions/${answer.id}`);
    expect(shown.body).toMatchObject({ channel: 'web', answer: { id: answer.id, answer: answer.answer } });
    const judged = await owner('POST', `/interactions/${answer.id}/feedback`, { body: { rating: 'up' } });
    expect(judged.status).toBe(201);
    const said = await owner('GET', `/interactions/${answer.id}/feedback`);
    expect(said.body).toEqual({
      items: [
        {
          id: judged.body.id,
          givenBy: expect.stringMatching(/^account:/),
          givenAt: expect.any(String),
          ...{ rating: 'up', reason: null, comment: null, correction: null },
        },
      ],
      next: null,
    });
    const { body: key } = await owner('POST', '/api-keys', { body: { name: 'member', role: 'member' } });
    const refused = await apiCaller(app, { token: key.key })('GET', `/interactions/${answer.id}/feedback`);
    expect([refused.status, refused.body.error.code]).toEqual([403, 'NOT_PERMITTED']);
  });

  it('takes a knowledge base away from a group', async () => {
    await owner('POST', '/groups', { body: { name: 'inner-circle' } });
    const reader = apiCaller(app, {
      token: (await owner('POST', '/api-keys', { body: { name: 'reader', role: 'member' } })).body.key,
    });
    await owner('POST', '/knowledge-bases', { body: { name: 'plans' } });
    const change = (groups: string[]) => owner('PATCH', '/knowledge-bases/plans', { body: { groups } });
    const seen = async () =>
      (await reader('GET', '/knowledge-bases')).body.items.map((one: { name: string }) => one.name);
    expect(await seen()).toContain('plans');
    expect((await change([])).body.error.code).toBe('GROUPS_MISSING');
    expect((await change(['nobody-knows'])).body.error.code).toBe('GROUP_NOT_FOUND');
    expect((await change(['everyone', 'inner-circle'])).body.groups).toEqual(['everyone', 'inner-circle']);
    expect(await change(['inner-circle'])).toMatchObject({ status: 200, body: { groups: ['inner-circle'] } });
    expect(await seen()).not.toContain('plans');
    expect((await change(['everyone'])).body.error.code).toBe('KNOWLEDGE_BASE_NOT_FOUND');
  });

  it('withholds recorded quotations of documents that may not be seen any more', async () => {
    const body = { question: 'How many working days of vacation does every employee have?' };
    const { body: answer } = await owner('POST', '/answers', { body });
    const { documentId } = answer.statements[0].citations[0];
    const { body: group } = await owner('POST', '/groups', { body: { name: 'nobody' } });
    const before = (await owner('GET', `/interactions/${answer.id}`)).body;
    expect(before).toMatchObject({ withheld: false, answer: { answer: answer.answer } });
    await owner('PATCH', `/documents/${documentId}`, { body: { groups: ['nobody'] } });
    const after = (await owner('GET', `/interactions/${answer.id}`)).body;
    expect(after).toMatchObject({ withheld: true, answer: { statements: [], answer: '' } });
    const { body: session } = await owner('GET', '/session');
    await owner('PUT', `/groups/${group.id}/members/${session.account.id}`);
    expect((await owner('GET', `/interactions/${answer.id}`)).body.withheld).toBe(false);
    const back = await owner('PATCH', `/documents/${documentId}`, { body: { groups: ['everyone'] } });
    expect(back.status).toBe(200);
  });

  it('says calmly that the documents do not say', async () => {
    const body = { question: 'Who painted the ceiling of the Sistine chapel?' };
    const { body: answer } = await owner('POST', '/answers', { body });
    expect(answer).toMatchObject({ abstained: true, statements: [] });
    expect(Array.isArray(answer.nearest)).toBe(true);
  });

  it('hides what a group may not see, as if it were not there', async () => {
    await owner('POST', '/groups', { body: { name: 'board' } });
    await ingest(upload(['board'], 'The merger with Quorvex closes in May.', 'secret.txt'));
    const { body: key } = await owner('POST', '/api-keys', { body: { name: 'all', role: 'member' } });
    const reader = apiCaller(app, { token: key.key });
    const { body: list } = await reader('GET', '/knowledge-bases/handbook/documents');
    expect(list.items.map(({ document }: { document: string }) => document)).toEqual(['policies/vacation.md']);
    expect((await reader('POST', '/search', { body: { query: 'Quorvex merger' } })).body.passages).toEqual([]);
    const absent = await reader('POST', '/search', { body: { query: 'x', knowledgeBases: ['nowhere'] } });
    expect(absent).toMatchObject({ status: 404, body: { error: { code: 'KNOWLEDGE_BASE_NOT_FOUND' } } });
  });

  it('refuses to a member what the role does not permit', async () => {
    const { body: key } = await owner('POST', '/api-keys', { body: { name: 'member', role: 'member' } });
    const reader = apiCaller(app, { token: key.key });
    for (const [method, path, body] of [
      ['POST', '/knowledge-bases', { name: 'mine' }],
      ['POST', '/knowledge-bases/handbook/ingestions', { path: '/etc' }],
      ['POST', '/groups', { name: 'mine' }],
      ['GET', '/members', undefined],
      ['GET', '/audit/export', undefined],
      ['GET', '/audit/checkpoint', undefined],
      ['GET', '/doctor', undefined],
      ['GET', '/jobs', undefined],
    ] as const) {
      const reply = await reader(method, path, body === undefined ? {} : { body });
      expect([path, reply.status, reply.body.error?.code]).toEqual([path, 403, 'NOT_PERMITTED']);
    }
  });

  describe('bad input', () => {
    it.each([
      ['POST', '/search', '{"query": ', 400, 'REQUEST_MALFORMED'],
      ['POST', '/search', { query: 7 }, 400, 'REQUEST_INVALID'],
      ['POST', '/search', { query: 'x', limit: 51 }, 400, 'REQUEST_INVALID'],
      ['POST', '/answers', { question: '' }, 400, 'QUESTION_EMPTY'],
      ['POST', '/answers', { question: 'why '.repeat(30_000) }, 400, 'QUESTION_TOO_LONG'],
      ['POST', '/answers', { question: 'a'.repeat(2_000_000) }, 413, 'BODY_TOO_LARGE'],
      ['POST', '/knowledge-bases', { name: 'handbook' }, 409, 'NAME_TAKEN'],
      ['POST', '/knowledge-bases', { name: 'Not A Name' }, 400, 'NAME_NOT_USABLE'],
      [
        'POST',
        '/knowledge-bases/handbook/ingestions',
        { path: '/no/such/folder', dryRun: true },
        400,
        'PATH_NOT_FOUND',
      ],
      ['POST', '/knowledge-bases/handbook/uploads', { files: [] }, 400, 'UPLOAD_MALFORMED'],
      ['GET', '/knowledge-bases/handbook/documents?query=a%00b', undefined, 400, 'TEXT_NOT_STORABLE'],
      ['GET', `/knowledge-bases/handbook/documents?after=${NUL_CURSOR}`, undefined, 400, 'TEXT_NOT_STORABLE'],
      ['GET', '/knowledge-bases/a%00b/documents', undefined, 400, 'TEXT_NOT_STORABLE'],
      ['POST', '/search', { query: 'x', knowledgeBases: ['a\u0000'] }, 400, 'TEXT_NOT_STORABLE'],
      ['POST', '/answers', { question: 'x', knowledgeBases: ['a\u0000'] }, 400, 'TEXT_NOT_STORABLE'],
      ['GET', '/documents/1', undefined, 404, 'DOCUMENT_NOT_FOUND'],
      ['GET', '/jobs/1', undefined, 404, 'JOB_NOT_FOUND'],
      ['GET', '/jobs/1/events', undefined, 404, 'JOB_NOT_FOUND'],
      ['POST', '/interactions/1/feedback', { rating: 'up' }, 404, 'INTERACTION_NOT_FOUND'],
      ['PUT', '/search', { query: 'x' }, 405, 'METHOD_NOT_ALLOWED'],
      ['GET', '/answers', undefined, 405, 'METHOD_NOT_ALLOWED'],
      ['POST', '/documents/1', {}, 405, 'METHOD_NOT_ALLOWED'],
      ['GET', '/nowhere', undefined, 404, 'ROUTE_NOT_FOUND'],
    ] as const)('%s %s', async (method, path, body, status, code) => {
      const reply = await owner(method, path, body === undefined ? {} : { body });
      expect([reply.status, reply.body.error?.code]).toEqual([status, code]);
      expect(reply.body.error).toMatchObject({
        message: expect.any(String),
        remedy: expect.any(String),
        requestId: 'request-1',
      });
    });

    it('refuses an upload that is too large as a whole, and only the file that is too large alone', async () => {
      const tooMuch = await stage(upload(undefined, 'x'.repeat(5 * 1024 * 1024)));
      expect(tooMuch).toMatchObject({ status: 413, body: { error: { code: 'UPLOAD_TOO_LARGE' } } });
      const form = upload(['no-such-group']);
      expect((await stage(form)).body.error.code).toBe('GROUP_NOT_FOUND');
    });

    it('names the methods that an address answers', async () => {
      const reply = await owner('PUT', '/documents/1', { body: {} });
      expect([reply.status, reply.headers.get('allow')]).toEqual([405, 'DELETE, GET, PATCH']);
      expect((await apiCaller(app)('POST', '//healthz', { body: {} })).headers.get('allow')).toBe('GET');
    });

    it('refuses a body of another type', async () => {
      const reply = await owner('POST', '/search', { body: 'hello', headers: { 'content-type': 'text/plain' } });
      expect([reply.status, reply.body.error.code]).toEqual([415, 'MEDIA_TYPE_UNSUPPORTED']);
    });
  });

  it('describes itself to machines and people, and is healthy', async () => {
    const { body } = await apiCaller(app)('GET', '/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    const page = await apiCaller(app)('GET', '/reference');
    expect(page.body).toContain('/knowledge-bases/{kb}/uploads');
    expect(page.body).not.toMatch(/<script|https?:\/\/(?!127)/);
    expect((await apiCaller(app)('GET', '//healthz')).body).toMatchObject({ status: 'ok' });
    expect((await apiCaller(app)('GET', '//readyz')).body).toEqual({ status: 'ready' });
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
  });
});
