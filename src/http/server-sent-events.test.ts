import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { InputError } from '#kernel/errors';
import { createSteppedClock } from '#kernel/testing';
import { errorResponse } from './error-response.ts';
import type { HttpEnv } from './http-env.ts';
import { eventStream, type ServerSentEvent } from './server-sent-events.ts';

/** Something that happens once, and can be waited for. */
function createLatch() {
  const target = new EventTarget();
  let open = false;
  return {
    open: () => {
      open = true;
      target.dispatchEvent(new Event('open'));
    },
    opened: () => new Promise<void>((resolve) => (open ? resolve() : target.addEventListener('open', () => resolve()))),
  };
}

const broken = new InputError({ code: 'BROKEN', message: 'It broke.', remedy: 'Mend it.' });

function serving(open: (signal: AbortSignal) => AsyncIterable<ServerSentEvent>, until?: AbortSignal) {
  const clock = createSteppedClock();
  const app = new Hono<HttpEnv>();
  app.onError(errorResponse);
  app.get('/', (c) => eventStream(c, { clock }, open, until));
  return { clock, request: () => app.request('/') };
}

async function* failing(after: number): AsyncGenerator<ServerSentEvent> {
  for (let index = 0; index < after; index += 1) yield { event: 'step', data: { index } };
  throw broken;
}

describe('eventStream', () => {
  it('answers with an error while nothing was sent, and with a last event afterwards', async () => {
    const early = await serving(() => failing(0)).request();
    expect([early.status, ((await early.json()) as { error: { code: string } }).error.code]).toEqual([400, 'BROKEN']);
    const late = await serving(() => failing(2)).request();
    const text = await late.text();
    expect(late.status).toBe(200);
    expect(text.startsWith('event: step\ndata: {"index":0}\n\nevent: step\ndata: {"index":1}\n\nevent: error\n')).toBe(
      true,
    );
    expect(text).toContain('"code":"BROKEN"');
  });

  it('beats while the source is silent', async () => {
    const held = createLatch();
    const { clock, request } = serving(async function* () {
      yield { event: 'a', data: 1 };
      await held.opened();
      yield { event: null, data: '[DONE]' };
    });
    const reader = (await request()).body?.getReader();
    const read = async () => new TextDecoder().decode((await reader?.read())?.value);
    expect(await read()).toBe('event: a\ndata: 1\n\n');
    clock.advance(15_000);
    expect(await read()).toBe(': still here\n\n');
    held.open();
    expect(await read()).toBe('data: [DONE]\n\n');
    expect((await reader?.read())?.done).toBe(true);
  });

  it('stops the source when the client goes away', async () => {
    const ended = createLatch();
    const { request } = serving(async function* (signal) {
      yield { event: 'a', data: 1 };
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      ended.open();
    });
    const reader = (await request()).body?.getReader();
    await reader?.read();
    await reader?.cancel();
    await expect(ended.opened()).resolves.toBeUndefined();
  });

  it('ends when it is told to', async () => {
    const stop = new AbortController();
    const { request } = serving(async function* (signal) {
      yield { event: 'a', data: 1 };
      await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    }, stop.signal);
    const response = await request();
    stop.abort();
    expect(await response.text()).toBe('event: a\ndata: 1\n\n');
  });
});
