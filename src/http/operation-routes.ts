/** For whoever operates the server: is it alive, is it ready, how is it doing. */

import type { Hono } from 'hono';
import { clientAddress, isLoopback } from './client-address.ts';
import type { HttpDeps, HttpEnv } from './http-env.ts';
import type { HttpMetrics } from './http-metrics.ts';

export function operationRoutes(app: Hono<HttpEnv>, deps: HttpDeps, metrics: HttpMetrics): void {
  app.get('/healthz', (c) => c.json({ status: 'ok', version: deps.version }, 200));
  app.get('/readyz', async (c) => {
    if (deps.stopping.aborted) return c.json({ status: 'stopping' }, 503);
    await deps.medida.ready();
    return c.json({ status: 'ready' }, 200);
  });
  app.get('/metrics', async (c) => {
    if (!isLoopback(clientAddress(c))) return c.notFound();
    return c.text(await metrics.text(), 200, { 'Content-Type': metrics.contentType });
  });
}
