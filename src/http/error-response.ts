/** Turns whatever was thrown into the one error body. What is unknown is logged, and not shown. */

import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { InputError, MedidaError, reportError } from '#kernel/errors';
import { statusOf } from './error-status.ts';
import type { HttpContext } from './http-env.ts';
import { logFacts } from './log-facts.ts';

export function errorResponse(thrown: unknown, c: HttpContext): Response {
  const error = thrown instanceof HTTPException ? fromFramework(thrown) : thrown;
  const status: ContentfulStatusCode = MedidaError.isInstance(error) ? statusOf(error) : 500;
  if (status >= 500) {
    c.var.log?.error(logFacts(error), 'request failed');
  }
  const retryAfter = MedidaError.isInstance(error) ? error.details.retryAfterSeconds : undefined;
  if (typeof retryAfter === 'number') c.header('Retry-After', String(retryAfter));
  if (status === 401) c.header('WWW-Authenticate', 'Bearer realm="medida"');
  return c.json({ error: { ...reportError(error), requestId: c.var.requestId ?? '' } }, status);
}

function fromFramework(error: HTTPException): unknown {
  if (error.status === 413) return bodyTooLarge();
  if (error.status === 415) {
    return new InputError({
      code: 'MEDIA_TYPE_UNSUPPORTED',
      message: 'The body is not of a media type that this route reads.',
      remedy: 'Send JSON with Content-Type: application/json.',
    });
  }
  if (error.status >= 500) return error;
  return new InputError({
    code: 'REQUEST_MALFORMED',
    message: 'The request cannot be read.',
    remedy: 'Send valid JSON in UTF-8 with Content-Type: application/json.',
  });
}

export function bodyTooLarge(limitBytes?: number): InputError {
  return new InputError({
    code: 'BODY_TOO_LARGE',
    message: limitBytes === undefined ? 'The body is too large.' : `The body is larger than ${limitBytes} bytes.`,
    remedy: 'Send less at a time.',
    ...(limitBytes === undefined ? {} : { details: { limitBytes } }),
  });
}

/** What a request says that its schema does not allow; values are left out, because they may be content. */
export function invalidRequest(issues: readonly { path: PropertyKey[]; message: string }[]): InputError {
  const shown = issues.slice(0, 10).map(({ path, message }) => ({ field: path.map(String).join('.'), message }));
  const first = shown[0];
  return new InputError({
    code: 'REQUEST_INVALID',
    message: first === undefined ? 'The request is not valid.' : `${first.field || 'The request'}: ${first.message}.`,
    remedy: 'Correct the fields named in details; /api/v1/reference describes every request.',
    details: { issues: shown },
  });
}
