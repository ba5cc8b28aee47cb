/** Refuses changes that another site's page makes a browser send along with the session cookie. */

import { PolicyError } from '#kernel/errors';
import type { HttpContext, HttpDeps } from './http-env.ts';

export const CHANGES_NOTHING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * The origin must be ours where the browser says one, and the custom header must be there: a form cannot set it, and
 * a script of another site cannot without a permission that is never given.
 */
export function assertSameSite(c: HttpContext, deps: Pick<HttpDeps, 'publicUrl'>, headerNeeded: boolean): void {
  const site = c.req.header('sec-fetch-site');
  const origin = c.req.header('origin');
  const own = [new URL(c.req.url).origin, ...(deps.publicUrl === null ? [] : [new URL(deps.publicUrl).origin])];
  const foreign =
    (site !== undefined && site !== 'same-origin' && site !== 'none') ||
    (origin !== undefined && !own.includes(origin));
  if (!foreign && (!headerNeeded || c.req.header('x-medida-csrf') === '1')) return;
  throw new PolicyError({
    code: 'CROSS_SITE_REQUEST',
    message: 'A change with the session cookie came without proof that it comes from this page.',
    remedy: 'Send the header x-medida-csrf: 1 from the page itself, or use an API key.',
  });
}
