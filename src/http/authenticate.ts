/** Who is asking: a bearer key, the local token from loopback, or the session cookie with its cross-site checks. */

import { createHash, timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { Channel } from '#app/medida-door';
import { PolicyError } from '#kernel/errors';
import type { Principal } from '#kernel/principal';
import { clientAddress, isFromHere } from './client-address.ts';
import { assertSameSite, CHANGES_NOTHING } from './cross-site.ts';
import type { Credential, HttpContext, HttpDeps, HttpEnv } from './http-env.ts';
import type { RateLimits } from './rate-limits.ts';
import { readSessionCookie } from './session-cookie.ts';

interface Known {
  readonly principal: Principal;
  readonly credential: Credential;
}

export function authenticate(deps: HttpDeps, limits: RateLimits, channel?: Channel): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const known = await identify(c, deps).catch(async (error: unknown) => {
      if (error instanceof PolicyError) await limits.anonymous(clientAddress(c, deps));
      throw error;
    });
    await limits.principal(`${known.principal.kind}:${known.principal.id}`);
    c.set('principal', known.principal);
    c.set('credential', known.credential);
    c.set('useCases', deps.medida.as(known.principal, channel ?? channelOf(known.credential)));
    await next();
  };
}

async function identify(c: HttpContext, deps: HttpDeps): Promise<Known> {
  const bearer = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (bearer !== undefined) {
    if (deps.localToken !== null && isFromHere(c) && sameSecret(bearer, deps.localToken)) {
      return { principal: await deps.medida.gate.operator(), credential: 'local' };
    }
    return { principal: await deps.medida.gate.byKey(bearer), credential: 'key' };
  }
  const secret = readSessionCookie(c, deps);
  if (secret === null) throw notAuthenticated();
  const principal = await deps.medida.gate.bySession(secret);
  if (!CHANGES_NOTHING.has(c.req.method)) assertSameSite(c, deps, true);
  return { principal, credential: 'session' };
}

function channelOf(credential: Credential): Channel {
  if (credential === 'session') return 'web';
  return credential === 'local' ? 'cli' : 'api';
}

/** Compared as hashes, so that neither length nor prefix shows in the time it takes. */
function sameSecret(given: string, expected: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(expected));
}

function notAuthenticated(): PolicyError {
  return new PolicyError({
    code: 'NOT_AUTHENTICATED',
    message: 'This needs a login or an API key.',
    remedy: 'Open a one-time login link, or send Authorization: Bearer with a valid API key.',
  });
}
