/** Generated answers by a real model in a real server: tiny models made here, served by `transformers serve`. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOriginFetch } from '#adapters/fetching/origin-fetch';
import { openAiCompatibleLanguageModel } from '#adapters/inference/language-model';
import type { AnswerInput, Generator } from '#domain/generation/answer-deps';
import { DEFAULT_GENERATION_LIMITS } from '#domain/generation/index';
import { answerOf, openAnsweringWorld } from './answering.ts';
import { hasTransformers, makeTinyModel, serveModel, type TransformersServer } from './worker/transformers-server.ts';

const QUESTION = '¿Cuántos días de vacaciones hay?';
const TRUE = 'Las vacaciones anuales son de 23 días laborables';
const FALSE = 'Son de 40 días para directivos';

function generator(server: TransformersServer, part: Partial<Generator> = {}): Generator {
  const fetch = createOriginFetch({
    origins: [server.origin],
    maxResponseBytes: 10_000_000,
    totalMilliseconds: 300_000,
  });
  return {
    name: 'tiny',
    model: openAiCompatibleLanguageModel({ baseUrl: server.baseUrl, model: server.model, fetch }),
    limits: { ...DEFAULT_GENERATION_LIMITS, maxOutputTokens: 120, promptCharacters: 900 },
    allowDegraded: false,
    ...part,
  };
}

async function ask(made: Generator, part: Partial<AnswerInput> = {}) {
  const world = await openAnsweringWorld(made);
  return answerOf(await world.ask(QUESTION, part));
}

const present = hasTransformers();

describe('a model that was trained to say one true and one false thing', () => {
  let server: TransformersServer | null = null;

  beforeAll(async () => {
    if (present) server = await serveModel(await makeTinyModel(`${TRUE} [1].\n${FALSE} [1].`));
  });

  afterAll(() => server?.kill());

  test('the true one is supported and cited exactly, the false one is marked', async () => {
    if (!server) return;
    const answer = await ask(generator(server));
    expect(answer.statements.map(({ text, support }) => [text, support])).toEqual([
      [`${TRUE}.`, 'supported'],
      [`${FALSE}.`, 'unsupported'],
    ]);
    expect(answer.statements[0]?.citations.map(({ quote }) => quote)).toEqual([`${TRUE}.`]);
    expect(answer.usage.inputTokens).toBeGreaterThan(100);
    expect(answer.usage.outputTokens).toBeGreaterThan(10);
    expect(answer.usage.incomplete).toBeUndefined();
  });

  test('policies drop and refuse', async () => {
    if (!server) return;
    const dropped = await ask(generator(server), { unsupported: 'drop' });
    expect(dropped.statements.map(({ text }) => text)).toEqual([`${TRUE}.`]);
    const refused = await ask(generator(server), { unsupported: 'refuse' });
    expect(refused).toMatchObject({ abstained: true, reason: 'unsupported-answer', statements: [] });
  });

  test('an answer cut at the token limit loses what is unfinished', async () => {
    if (!server) return;
    const whole = await ask(generator(server));
    const limits = { ...generator(server).limits, maxOutputTokens: (whole.usage.outputTokens ?? 20) - 6 };
    const answer = await ask(generator(server, { limits }));
    expect(answer.statements.map(({ text }) => text)).toEqual([`${TRUE}.`]);
    expect(answer.usage.incomplete).toBe('ended-length');
  });
});

describe('a model of random weights', () => {
  let server: TransformersServer | null = null;

  beforeAll(async () => {
    if (present) server = await serveModel(await makeTinyModel(null));
  });

  afterAll(() => server?.kill());

  test('whatever it says, nothing of it is called supported', async () => {
    if (!server) return;
    const outcome = await ask(generator(server)).catch((error: unknown) => error);
    if (outcome instanceof Error) expect(outcome).toMatchObject({ code: 'MODEL_SAID_NOTHING', blame: 'provider' });
    else expect(outcome).not.toMatchObject({ statements: [{ support: 'supported' }] });
  });

  test('where it may, the extractive answerer stands in for it', async () => {
    if (!server) return;
    const answer = await ask(generator(server, { allowDegraded: true }), { unsupported: 'drop' });
    expect(answer.statements.every(({ support }) => support === 'quoted')).toBe(true);
  });

  test('a server that is killed while it is asked is an error with a remedy', async () => {
    if (!server) return;
    const limits = { ...DEFAULT_GENERATION_LIMITS, maxOutputTokens: 4_000, maxOutputCharacters: 1_000_000 };
    const asking = ask(generator(server, { limits })).catch((error: unknown) => error);
    await server.kill();
    const outcome = await asking;
    expect(outcome).toMatchObject({ blame: 'provider', remedy: expect.stringMatching(/\w/) });
  });
});
