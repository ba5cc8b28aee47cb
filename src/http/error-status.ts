/** The one map from errors to HTTP status codes. */

import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type MedidaError, NotFoundError } from '#kernel/errors';

/** Codes whose class alone would give the wrong status. */
const BY_CODE: Readonly<Record<string, ContentfulStatusCode>> = {
  NOT_AUTHENTICATED: 401,
  LINK_INVALID: 401,
  SESSION_ENDED: 401,
  KEY_INVALID: 401,
  KEY_MISTYPED: 401,
  SERVER_TOO_SLOW: 504,
  SERVER_UNREACHABLE: 503,
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
  if (error instanceof NotFoundError) return 404;
  if (error.blame === 'input' && /_TOO_LARGE$/.test(error.code)) return 413;
  if (error.blame === 'input' && /(_EXISTS|_TAKEN|_CONFLICT)$/.test(error.code)) return 409;
  if (error.blame === 'provider' && error.code.endsWith('_TIMEOUT')) return 504;
  if (error.blame === 'provider' && error.code.endsWith('_UNAVAILABLE')) return 503;
  return BY_BLAME[error.blame];
}
