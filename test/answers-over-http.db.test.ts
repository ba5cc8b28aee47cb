/** Generated answers against a real HTTP server on loopback, through the guarded way out, when all goes wrong that can. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createOriginFetch } from '#adapters/fetching/origin-fetch';
import { openAiCompatibleLanguageModel } from '#adapters/inference/language-model';
import type { AnswerInput, Generator } from '#domain/generation/answer-deps';
import { DEFAULT_GENERATION_LIMITS } from '#domain/generation/index';
import { answerOf, openAnsweringWorld } from './answering.ts';
import { type Behaviour, type ModelServer, startModelServer } from './model-server.ts';

const QUESTION = '¿Cuántos días de vacaciones hay?';
const FIRST = 'Las vacaciones anuales son de 23 días laborables [1].\n';

let server: ModelServer;

beforeAll(async () => {
  server = await startModelServer();
});

afterAll(() => server.close());

function generator(part: Partial<Generator> = {}, origins = [server.origin]): Generator {
  const fetch = createOriginFetch({ origins, maxResponseBytes: 200_000, totalMilliseconds: 20_000 });
  return {
    name: 'loopback',
    model: openAiCompatibleLanguageModel({
      baseUrl: server.baseUrl,
      model: 'tiny',
      apiKey: () => 'clave-secreta',
      fetch,
    }),
    limits: DEFAULT_GENERATION_LIMITS,
    allowDegraded: false,
    ...part,
  };
}

async function ask(behaviour: Behaviour, part: Partial<Generator> = {}, input: Partial<AnswerInput> = {}) {
  server.behave(behaviour);
  const world = await openAnsweringWorld(generator(part));
  return answerOf(await world.ask(QUESTION, input));
}

describe('a language model behind a real server', () => {
  beforeEach(() => server.behave({ kind: 'answer', pieces: [FIRST] }));

  test('streams, is verified, counts its tokens, and gets the key only in the header', async () => {
    const answer = await ask({ kind: 'answer', pieces: [...FIRST] });
    expect(answer.statements).toMatchObject([{ support: 'supported' }]);
    expect(answer.usage).toEqual({ model: 'loopback', inputTokens: 11, outputTokens: 7 });
    const request = server.requests.at(-1);
    expect(request?.authorization).toBe('Bearer clave-secreta');
    expect(request?.body).not.toContain('clave-secreta');
    expect(JSON.parse(request?.body ?? '{}')).toMatchObject({ model: 'tiny', stream: true, max_tokens: 400 });
  });

  test('a stream cut in mid-statement keeps what was whole, drops the rest, and says so', async () => {
    const answer = await ask({ kind: 'cut', pieces: [FIRST, 'Se piden con un mes de ante'] });
    expect(answer.statements.map(({ text }) => text)).toEqual(['Las vacaciones anuales son de 23 días laborables.']);
    expect(answer.usage.incomplete).toMatch(/^[A-Z_]+$/);
  });

  test('a stream cut before anything was said is an error, or an extractive answer', async () => {
    await expect(ask({ kind: 'cut', pieces: ['Las vac'] })).rejects.toMatchObject({ blame: 'provider' });
    const answer = await ask({ kind: 'cut', pieces: [] }, { allowDegraded: true });
    expect(answer.usage.model).toBe('extractive');
    expect(answer.usage.degraded).toMatch(/^[A-Z_]+$/);
    expect(answer.answer).toContain('23 días');
  });

  test('a stream that ends without saying why is marked', async () => {
    const answer = await ask({ kind: 'answer', pieces: [FIRST], finish: null });
    expect(answer.statements).toHaveLength(1);
    expect(answer.usage.incomplete).toMatch(/^(?:ended-unknown|MODEL_FAILED)$/);
  });

  test.each([
    ['says nothing at first', [] as string[], { firstTokenMilliseconds: 60 }, 'first'],
    ['never ends', ['Las vac'], { totalMilliseconds: 80 }, 'total'],
  ])('a server that %s', async (_, pieces, limits, phase) => {
    const slow = ask({ kind: 'hang', pieces }, { limits: { ...DEFAULT_GENERATION_LIMITS, ...limits } });
    await expect(slow).rejects.toMatchObject({ code: 'MODEL_TOO_SLOW', blame: 'provider', details: { phase } });
  });

  test('a server that falls silent between words', async () => {
    const limits = { ...DEFAULT_GENERATION_LIMITS, betweenTokensMilliseconds: 60 };
    const answer = await ask({ kind: 'hang', pieces: [FIRST, 'Se piden'] }, { limits });
    expect(answer.statements).toHaveLength(1);
    expect(answer.usage.incomplete).toBe('MODEL_TOO_SLOW');
  });

  test.each([
    [500, 'MODEL_FAILED'],
    [503, 'MODEL_FAILED'],
    [404, 'MODEL_REQUEST_REFUSED'],
    [400, 'MODEL_REQUEST_REFUSED'],
    [401, 'MODEL_KEY_REFUSED'],
    [403, 'MODEL_KEY_REFUSED'],
    [429, 'MODEL_OVERLOADED'],
  ])('HTTP %i', async (status, code) => {
    const failed = ask({ kind: 'status', status });
    await expect(failed).rejects.toMatchObject({ code, blame: 'provider', details: { status } });
    const error = await failed.catch((caught: unknown) => caught);
    expect(`${String(error)}${JSON.stringify(error)}`).not.toMatch(/secret/);
    const degraded = await ask({ kind: 'status', status }, { allowDegraded: true });
    expect(degraded.usage).toMatchObject({ model: 'extractive', degraded: code });
  });

  test('a redirect is never followed', async () => {
    const location = 'http://127.0.0.1:1/v1/chat/completions';
    await expect(ask({ kind: 'status', status: 307, location })).rejects.toMatchObject({ code: 'SERVER_REDIRECTS' });
  });

  test('a page that is no stream of events', async () => {
    const nonsense = ask({ kind: 'nonsense', body: '<html>It works!</html>' });
    await expect(nonsense).rejects.toMatchObject({ blame: 'provider' });
  });

  test('text without end is stopped, and the server is let go', async () => {
    const before = server.abandoned();
    const answer = await ask({ kind: 'endless', piece: 'Y además la cantina abre tarde los lunes. ' });
    expect(answer.usage.incomplete).toMatch(/^(?:repetition|too-long)$/);
    await expect.poll(() => server.abandoned()).toBeGreaterThan(before);
  });

  test('a response that grows too large is stopped by the way out itself', async () => {
    const limits = { ...DEFAULT_GENERATION_LIMITS, maxOutputCharacters: 10_000_000 };
    const huge = ask({ kind: 'endless', piece: '#'.repeat(5_000) }, { limits });
    await expect(huge).rejects.toMatchObject({ code: 'RESPONSE_TOO_LARGE' });
  });

  test('a server that is not there', async () => {
    const gone = await startModelServer();
    await gone.close();
    const fetch = createOriginFetch({ origins: [gone.origin], maxResponseBytes: 1_000, totalMilliseconds: 5_000 });
    const model = openAiCompatibleLanguageModel({ baseUrl: gone.baseUrl, model: 'tiny', fetch });
    await expect(ask({ kind: 'answer', pieces: [] }, { model })).rejects.toMatchObject({ code: 'SERVER_UNREACHABLE' });
  });

  test('an origin that was not configured is never spoken to', async () => {
    const before = server.requests.length;
    const world = await openAnsweringWorld(generator({}, ['http://127.0.0.1:9', 'http://localhost:1']));
    await expect(world.ask(QUESTION)).rejects.toMatchObject({ code: 'ORIGIN_NOT_ALLOWED', blame: 'policy' });
    expect(server.requests).toHaveLength(before);
  });

  test('whoever leaves ends the request, and nothing is recorded', async () => {
    server.behave({ kind: 'hang', pieces: [FIRST] });
    const before = server.abandoned();
    const world = await openAnsweringWorld(generator());
    const asker = new AbortController();
    const answering = world.ask(QUESTION, { signal: asker.signal });
    await expect.poll(() => server.requests.at(-1)?.body ?? '').toContain('vacaciones');
    asker.abort(new DOMException('gone', 'AbortError'));
    await expect(answering).rejects.toThrow('gone');
    await expect.poll(() => server.abandoned()).toBeGreaterThan(before);
    expect(world.deps.database.acts).toHaveLength(0);
  });
});
