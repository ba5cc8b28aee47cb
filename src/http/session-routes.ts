/** Logging in with a one-time link, asking who one is, and logging out. */

import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { redeemRequest, sessionView } from '#app/views/access-views';
import type { HttpDeps, HttpEnv } from './http-env.ts';
import { failed, json, jsonBody, nothing } from './route-parts.ts';
import { clearSessionCookie, readSessionCookie, writeSessionCookie } from './session-cookie.ts';

const redeem = createRoute({
  method: 'post',
  path: '/session',
  tags: ['Session'],
  security: [],
  summary: 'Log in with a one-time link',
  request: jsonBody(redeemRequest),
  responses: { 200: json(sessionView, 'Logged in; the session cookie is set'), default: failed },
});

const show = createRoute({
  method: 'get',
  path: '/session',
  tags: ['Session'],
  summary: 'Who am I, and what may I do',
  responses: { 200: json(sessionView, 'The session'), default: failed },
});

const end = createRoute({
  method: 'delete',
  path: '/session',
  tags: ['Session'],
  summary: 'Log out',
  responses: { 204: nothing, default: failed },
});

export function sessionRoutes(api: OpenAPIHono<HttpEnv>, deps: HttpDeps): void {
  api.openapi(redeem, async (c) => {
    const opened = await deps.medida.gate.redeem(c.req.valid('json').token, readSessionCookie(c, deps));
    writeSessionCookie(c, deps, opened);
    return c.json(opened.session, 200);
  });
  api.openapi(show, async (c) => c.json(await c.var.useCases.access.session(), 200));
  api.openapi(end, async (c) => {
    const secret = readSessionCookie(c, deps);
    if (secret !== null && c.var.credential === 'session') {
      await deps.medida.gate.endSession(c.var.principal, secret);
    }
    clearSessionCookie(c, deps);
    return c.body(null, 204);
  });
}
