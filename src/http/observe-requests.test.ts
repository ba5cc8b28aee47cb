import { Hono } from 'hono';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { createTestClock } from '#kernel/testing';
import { errorResponse } from './error-response.ts';
import type { HttpDeps, HttpEnv } from './http-env.ts';
import { createHttpMetrics } from './http-metrics.ts';
import { observeRequests } from './observe-requests.ts';

function observed() {
  const lines: string[] = [];
  const log = pino({ base: null }, { write: (line: string) => void lines.push(line) });
  const metrics = createHttpMetrics();
  const deps = { clock: createTestClock(), log, newRequestId: () => 'made-here' } as Partial<HttpDeps> as HttpDeps;
  const app = new Hono<HttpEnv>();
  app.onError(errorResponse);
  app.use(observeRequests(deps, metrics));
  app.get('/documents/:id', (c) => c.text('ok'));
  app.post('/answers', () => {
    throw new Error('the secret question was asked');
  });
  return { app, lines, metrics };
}

describe('observeRequests', () => {
  it('logs the route and the outcome, and nothing of what was asked', async () => {
    const { app, lines } = observed();
    await app.request('/documents/d-17?query=salary', { headers: { authorization: 'Bearer med_secret' } });
    await app.request('/answers', { method: 'POST', body: 'secret question' });
    expect(lines.join('')).not.toMatch(/salary|d-17|secret/);
    const entries = lines.map((line) => JSON.parse(line));
    expect(entries.filter(({ msg }) => msg === 'request')).toMatchObject([
      { route: '/documents/:id', method: 'GET', status: 200, requestId: 'made-here' },
      { route: '/answers', method: 'POST', status: 500 },
    ]);
    expect(entries.find(({ msg }) => msg === 'request failed')).toMatchObject({ code: 'INTERNAL', name: 'Error' });
  });

  it('keeps a sensible request id of the caller, and no other', async () => {
    const { app } = observed();
    const idOf = async (id: string) =>
      (await app.request('/documents/1', { headers: { 'x-request-id': id } })).headers.get('x-request-id');
    expect(await idOf('trace-12345')).toBe('trace-12345');
    expect(await idOf('<script>')).toBe('made-here');
  });

  it('counts by route, not by address', async () => {
    const { app, metrics } = observed();
    await app.request('/documents/1');
    await app.request('/documents/2');
    await app.request('/nowhere/at/all');
    const text = await metrics.text();
    expect(text).toContain('medida_http_requests_total{method="GET",route="/documents/:id",status="200"} 2');
    expect(text).toContain('medida_http_requests_total{method="GET",route="/*",status="404"} 1');
  });
});
