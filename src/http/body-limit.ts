/** Bodies larger than the limit are refused before they are read, and while they are read where no length is given. */

import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { bodyTooLarge } from './error-response.ts';
import type { HttpEnv } from './http-env.ts';

const UPLOAD = /^\/api\/v1\/knowledge-bases\/[^/]+\/uploads$/;

/** Uploads have their own limits, because they are read as streams. */
export function limitBody(maxSize: number): MiddlewareHandler<HttpEnv> {
  const limit = bodyLimit({
    maxSize,
    onError: () => {
      throw bodyTooLarge(maxSize);
    },
  });
  return (c, next) => (c.req.method === 'POST' && UPLOAD.test(c.req.path) ? next() : limit(c, next));
}
