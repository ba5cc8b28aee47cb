/**
 * The way out to configured model servers: an exact list of origins, loopback included, and nothing else.
 * Never used for documents or crawls, which must not reach inside the network.
 */

import { PolicyError, ProviderError } from '#kernel/errors';
import { cappedBody } from './capped-body.ts';

export type Fetch = typeof globalThis.fetch;

export interface OriginFetchOptions {
  /** `https://host[:port]` of every configured server; compared as origins, exactly. */
  readonly origins: readonly string[];
  readonly maxResponseBytes: number;
  /** From the first byte sent to the last received. */
  readonly totalMilliseconds: number;
  /** The platform's own unless a test replaces it. */
  readonly fetch?: Fetch;
}

/**
 * @throws PolicyError `ORIGIN_NOT_ALLOWED`
 * @throws ProviderError `SERVER_REDIRECTS`, `SERVER_UNREACHABLE`, `SERVER_TOO_SLOW`, `RESPONSE_TOO_LARGE`
 */
export function createOriginFetch(options: OriginFetchOptions): Fetch {
  const allowed = new Set(options.origins.map((origin) => new URL(origin).origin));
  const send = options.fetch ?? globalThis.fetch;
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (!allowed.has(url.origin) || url.username !== '' || url.password !== '') throw notAllowed(url.origin);
    const limit = AbortSignal.timeout(options.totalMilliseconds);
    const caller = init?.signal ?? (input instanceof Request ? input.signal : undefined);
    const signal = caller ? AbortSignal.any([caller, limit]) : limit;
    const response = await send(input, { ...init, signal, redirect: 'manual' }).catch((error: unknown) => {
      if (caller?.aborted) throw caller.reason;
      throw limit.aborted ? tooSlow(url.origin, options.totalMilliseconds) : unreachable(url.origin, error);
    });
    if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
      await response.body?.cancel();
      throw redirects(url.origin);
    }
    return cappedBody(response, {
      maxBytes: options.maxResponseBytes,
      origin: url.origin,
      onFailure: (error) => {
        if (caller?.aborted) return caller.reason;
        return limit.aborted ? tooSlow(url.origin, options.totalMilliseconds) : broken(url.origin, error);
      },
    });
  };
}

function notAllowed(origin: string): PolicyError {
  return new PolicyError({
    code: 'ORIGIN_NOT_ALLOWED',
    message: `Medida may not connect to ${origin}: it is not a configured server.`,
    remedy: 'Configure the server by its exact address, without a user name or password in it.',
    details: { origin },
  });
}

function redirects(origin: string): ProviderError {
  return new ProviderError({
    code: 'SERVER_REDIRECTS',
    message: `The server at ${origin} answered with a redirect, which is never followed.`,
    remedy: 'Configure the final address of the server.',
    details: { origin },
  });
}

function tooSlow(origin: string, milliseconds: number): ProviderError {
  return new ProviderError({
    code: 'SERVER_TOO_SLOW',
    message: `The server at ${origin} did not finish within ${milliseconds} ms.`,
    remedy: 'See whether the server is overloaded, or raise the limit.',
    details: { origin, milliseconds },
  });
}

function unreachable(origin: string, error: unknown): ProviderError {
  return new ProviderError({
    code: 'SERVER_UNREACHABLE',
    message: `The server at ${origin} could not be reached (${networkCode(error)}).`,
    remedy: 'See whether the server is running and the configured address and port are right.',
    details: { origin },
  });
}

function broken(origin: string, error: unknown): ProviderError {
  return new ProviderError({
    code: 'RESPONSE_CUT',
    message: `The server at ${origin} closed the connection before its response was complete (${networkCode(error)}).`,
    remedy: 'Try again; if it repeats, look in the log of that server.',
    details: { origin },
  });
}

/** The system's word for what went wrong, such as `ECONNREFUSED`; never the message, which may hold an address with a secret. */
function networkCode(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : null;
  return typeof code === 'string' ? code : 'network error';
}
