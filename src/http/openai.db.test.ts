import OpenAI from 'openai';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { logIn } from '#test/api-caller';
import { describeEachDatabase } from '#test/databases';
import { openTestMedida, type TestMedida } from '#test/opened-medida';

describeEachDatabase('the official OpenAI client', (open) => {
  let world: TestMedida;
  let client: OpenAI;
  const question = 'How much does the standard pump weigh?';
  beforeAll(async () => {
    world = await openTestMedida(open);
    world.medida.startJobs(() => undefined);
    const app = world.http();
    const { call } = await logIn(app, world.medida.firstLink);
    await call('POST', '/knowledge-bases', { body: { name: 'pumps' } });
    const form = new FormData();
    form.append('files', new File(['The standard pump weighs 12.5 kg. It has a red case.'], 'pump.txt'), 'pump.txt');
    const staged = await call('POST', '/knowledge-bases/pumps/uploads', { body: form });
    const { body } = await call('POST', `/uploads/${staged.body.uploadId}/apply`);
    await call('GET', `/jobs/${body.job.id}/events`);
    const { body: made } = await call('POST', '/api-keys', { body: { name: 'openai' } });
    client = new OpenAI({
      apiKey: made.key,
      baseURL: 'http://127.0.0.1/v1',
      maxRetries: 0,
      fetch: async (url, init) => app.request(String(url), init as RequestInit),
    });
  });
  afterAll(() => world.close());

  it('lists models', async () => {
    const ids = [];
    for await (const model of client.models.list()) ids.push(model.id);
    expect(ids).toEqual(['medida', 'medida:pumps']);
    expect(await client.models.retrieve('medida:pumps')).toMatchObject({ object: 'model', owned_by: 'medida' });
  });

  it('gets an answer with its sources', async () => {
    const completion = await client.chat.completions.create({
      model: 'medida',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Hello' },
        { role: 'assistant', content: 'Hello.' },
        { role: 'user', content: [{ type: 'text', text: question }] },
      ],
    });
    const [choice] = completion.choices;
    expect(choice).toMatchObject({ finish_reason: 'stop', message: { role: 'assistant' } });
    expect(choice?.message.content).toMatch(/12\.5 kg\. \[1\]\n\nSources:\n\[1\] .*\(pump\.txt, v1\)/);
    expect(completion).toMatchObject({ medida: { abstained: false, statements: [{ support: 'quoted' }] } });
  });

  it('streams the same text in chunks', async () => {
    const stream = await client.chat.completions.create({
      model: 'medida:pumps',
      messages: [{ role: 'user', content: question }],
      stream: true,
      stream_options: { include_usage: true },
    });
    let text = '';
    const reasons = [];
    let usage = null;
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? '';
      reasons.push(chunk.choices[0]?.finish_reason);
      usage = chunk.usage ?? usage;
    }
    expect(text).toMatch(/12\.5 kg\. \[1\]\n\nSources:\n\[1\]/);
    expect(reasons.filter((reason) => reason === 'stop')).toHaveLength(1);
    expect(usage).toMatchObject({ total_tokens: 0 });
  });

  it('says that the documents do not say', async () => {
    const { choices } = await client.chat.completions.create({
      model: 'medida',
      messages: [{ role: 'user', content: '¿Quién ganó la carrera de Le Mans en 1966?' }],
    });
    expect(choices[0]?.message.content).toBeTruthy();
    expect(choices[0]?.message.content).not.toContain('[1]');
  });

  it.each([
    [{ model: 'gpt-4', messages: [{ role: 'user' as const, content: 'Hi' }] }, 404, 'MODEL_NOT_FOUND'],
    [{ model: 'medida', messages: [] }, 400, 'REQUEST_INVALID'],
    [{ model: 'medida', messages: [{ role: 'user' as const, content: '' }] }, 400, 'QUESTION_EMPTY'],
  ])('gets a typed error for %j', async (request, status, code) => {
    await expect(client.chat.completions.create(request)).rejects.toMatchObject({ status, code });
  });
});
