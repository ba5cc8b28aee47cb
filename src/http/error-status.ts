/** The one map from errors to HTTP status codes. */

import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type MedidaError, NotFoundError } from '#kernel/errors';

/** Codes whose class alone would give the wrong status. */
const BY_CODE: Readonly<Record<string, ContentfulStatusCode>> = {
  NOT_AUTHENTICATED: 401,
  LOGIN_LINK_INVALID: 401,
  RATE_LIMITED: 429,
  METHOD_NOT_ALLOWED: 405,
  MEDIA_TYPE_UNSUPPORTED: 415,
  DISK_FULL: 507,
};

const BY_BLAME: Readonly<Record<MedidaError['blame'], ContentfulStatusCode>> = {
  input: 400,
  policy: 403,
  provider: 502,
  storage: 503,
  worker: 500,
};

export function statusOf(error: MedidaError): ContentfulStatusCode {
  const byCode = BY_CODE[error.code];
  if (byCode !== undefined) return byCode;
  if (error instanceof NotFoundError || (error.blame === 'input' && error.code.endsWith('_NOT_FOUND'))) return 404;
  if (error.blame === 'input' && /_TOO_(LARGE|LONG)$/.test(error.code)) return 413;
  if (error.blame === 'input' && /(_EXISTS|_TAKEN|_CONFLICT)$/.test(error.code)) return 409;
  if (error.blame === 'provider' && error.code.endsWith('_TIMEOUT')) return 504;
  if (error.blame === 'provider' && error.code.endsWith('_UNAVAILABLE')) return 503;
  return BY_BLAME[error.blame];
}
