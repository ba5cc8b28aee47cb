/** Request ids, one log line a request, and metrics. Neither has addresses, queries, bodies or secrets in it. */

import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { HttpDeps, HttpEnv } from './http-env.ts';
import type { HttpMetrics } from './http-metrics.ts';

const REQUEST_ID = /^[\w.-]{8,64}$/;

export function observeRequests(deps: HttpDeps, metrics: HttpMetrics): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const given = c.req.header('x-request-id');
    const requestId = given !== undefined && REQUEST_ID.test(given) ? given : deps.newRequestId();
    const log = deps.log.child({ requestId });
    c.set('requestId', requestId);
    c.set('log', log);
    c.header('X-Request-Id', requestId);
    const started = deps.clock.monotonic();
    await next();
    const milliseconds = deps.clock.monotonic() - started;
    const route = matchedRoutes(c).findLast(({ path }) => !path.endsWith('*'))?.path ?? '/*';
    metrics.observe(c.req.method, route, c.res.status, milliseconds);
    const principal = c.var.principal as HttpEnv['Variables']['principal'] | undefined;
    log.info(
      {
        method: c.req.method,
        route,
        status: c.res.status,
        milliseconds: Math.round(milliseconds),
        ...(principal && { principal: `${principal.kind}:${principal.id}` }),
      },
      'request',
    );
  };
}
