/** For whoever operates the server: is it alive, is it ready, how is it doing. */

import type { Hono, MiddlewareHandler } from 'hono';
import { NotFoundError, PolicyError } from '#kernel/errors';
import { isFromHere } from './client-address.ts';
import type { HttpDeps, HttpEnv } from './http-env.ts';
import type { HttpMetrics } from './http-metrics.ts';

interface Operation {
  readonly metrics: HttpMetrics;
  /** Finds out who asks. */
  readonly known: MiddlewareHandler<HttpEnv>;
}

export function operationRoutes(app: Hono<HttpEnv>, deps: HttpDeps, { metrics, known }: Operation): void {
  app.get('/healthz', (c) => c.json({ status: 'ok', version: deps.version }, 200));
  app.get('/readyz', async (c) => {
    if (deps.stopping.aborted) return c.json({ status: 'stopping' }, 503);
    await deps.medida.ready();
    return c.json({ status: 'ready' }, 200);
  });
  app.get('/metrics', operators(deps, known), async (c) =>
    c.text(await metrics.text(), 200, { 'Content-Type': metrics.contentType }),
  );
}

/** From this machine nobody is asked who they are; behind a proxy, where everybody comes from it, everybody is. */
function operators(deps: HttpDeps, known: MiddlewareHandler<HttpEnv>): MiddlewareHandler<HttpEnv> {
  const proxied = deps.publicUrl !== null || deps.addressHeader !== null;
  return async (c, next) => {
    if (!proxied) {
      if (isFromHere(c)) return next();
      throw hidden();
    }
    return known(c, async () => {
      const { permissions } = await c.var.useCases.access.session();
      if (!permissions.includes('doctor.read')) throw notForYou();
      await next();
    });
  };
}

function hidden(): NotFoundError {
  return new NotFoundError({
    code: 'ROUTE_NOT_FOUND',
    message: 'There is nothing at this address.',
    remedy: 'Ask from the machine that the server runs on.',
  });
}

function notForYou(): PolicyError {
  return new PolicyError({
    code: 'NOT_PERMITTED',
    message: 'The metrics are for owners, admins and auditors.',
    remedy: 'Use an API key with one of these roles.',
  });
}
