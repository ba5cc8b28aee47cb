import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiCall, apiCaller, eventsOf, logIn } from '#test/api-caller';
import { describeEachDatabase } from '#test/databases';
import { openTestMedida, type TestMedida } from '#test/opened-medida';

describeEachDatabase('jobs as somebody else sees them', (open) => {
  let world: TestMedida;
  let owner: ApiCall;
  let curator: ApiCall;
  const jobs: Record<string, string> = {};

  const ingest = async (base: string) => {
    const form = new FormData();
    form.append('files', new File(['words of it'], 'dismissals.txt'), 'dismissals.txt');
    form.append('files', new File(['%PDF-broken'], 'salaries.pdf'), 'salaries.pdf');
    const { body: staged } = await owner('POST', `/knowledge-bases/${base}/uploads`, { body: form });
    const { body } = await owner('POST', `/uploads/${staged.uploadId}/apply`);
    const events = eventsOf((await owner('GET', `/jobs/${body.job.id}/events`)).body);
    expect(events.at(-1)?.data).toMatchObject({ state: 'done', result: { failed: [{ document: 'salaries.pdf' }] } });
    jobs[base] = body.job.id;
  };

  beforeAll(async () => {
    world = await openTestMedida(open);
    world.medida.startJobs((error) => expect.unreachable(String(error)));
    const app = world.http();
    owner = (await logIn(app, world.medida.firstLink)).call;
    const { body: people } = await owner('POST', '/groups', { body: { name: 'people' } });
    const { body: session } = await owner('GET', '/session');
    await owner('PUT', `/groups/${people.id}/members/${session.account.id}`);
    await owner('POST', '/knowledge-bases', { body: { name: 'people-only', groups: ['people'] } });
    await owner('POST', '/knowledge-bases', { body: { name: 'open-to-all' } });
    await ingest('people-only');
    await ingest('open-to-all');
    const { body: key } = await owner('POST', '/api-keys', {
      body: { name: 'curator', role: 'curator', groups: ['everyone'] },
    });
    curator = apiCaller(app, { token: key.key });
  });
  afterAll(() => world.close());

  it('are not there when their knowledge base is hidden', async () => {
    const { body } = await curator('GET', '/jobs');
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual([jobs['open-to-all']]);
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/events'],
      ['POST', '/cancel'],
      ['POST', '/retry'],
    ] as const) {
      const reply = await curator(method, `/jobs/${jobs['people-only']}${path}`);
      expect([path, reply.status, reply.body.error?.code]).toEqual([path, 404, 'JOB_NOT_FOUND']);
    }
    expect((await owner('GET', '/jobs')).body.items).toHaveLength(2);
  });

  it('say nothing of documents, nor how many there are', async () => {
    const { body } = await curator('GET', `/jobs/${jobs['open-to-all']}`);
    expect(body).toMatchObject({ state: 'done', result: null });
    expect(body.progress ?? { done: 0 }).not.toHaveProperty('item');
    const seen = JSON.stringify([body, (await curator('GET', '/jobs')).body]);
    expect(seen).not.toMatch(/salaries|dismissals|people-only/);
  });
});
