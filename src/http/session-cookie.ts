/** The session cookie: unreadable for scripts, sent to this site only, bound to the host where the connection is secure. */

import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { NewSession } from '#app/medida-door';
import type { HttpContext, HttpDeps } from './http-env.ts';

type CookieDeps = Pick<HttpDeps, 'publicUrl'>;

function isSecure(c: HttpContext, deps: CookieDeps): boolean {
  return new URL(deps.publicUrl ?? c.req.url).protocol === 'https:';
}

/** `__Host-` is only accepted by browsers over https; plain http is for loopback. */
function cookieName(secure: boolean): string {
  return secure ? '__Host-medida_session' : 'medida_session';
}

export function readSessionCookie(c: HttpContext, deps: CookieDeps): string | null {
  return getCookie(c, cookieName(isSecure(c, deps))) ?? null;
}

export function writeSessionCookie(c: HttpContext, deps: CookieDeps, session: NewSession): void {
  const secure = isSecure(c, deps);
  setCookie(c, cookieName(secure), session.secret, {
    httpOnly: true,
    sameSite: 'Strict',
    path: '/',
    secure,
    expires: session.expiresAt,
  });
}

export function clearSessionCookie(c: HttpContext, deps: CookieDeps): void {
  const secure = isSecure(c, deps);
  deleteCookie(c, cookieName(secure), { path: '/', secure });
}
