/** What is needed to speak to one configured model server. */

import { InputError } from '#kernel/errors';

export interface ModelServer {
  /** Up to and including the version: `http://127.0.0.1:8000/v1`. */
  readonly baseUrl: string;
  readonly model: string;
  /** Read at every call and kept nowhere, so that a rotated key works and none is printed. */
  readonly apiKey?: () => string | undefined;
  /** The guarded way out; see `createOriginFetch`. */
  readonly fetch: typeof globalThis.fetch;
}

/**
 * The origin that must be allowed for this server.
 * @throws InputError `MODEL_URL_INVALID`
 */
export function serverOrigin(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '') {
    throw new InputError({
      code: 'MODEL_URL_INVALID',
      message: 'The address of the model server is not an http or https URL without a password.',
      remedy: 'Give an address such as http://127.0.0.1:8000/v1, and the key as its own setting.',
    });
  }
  return url.origin;
}

/** Adds the key to each request, so that no client library holds it. */
export function withKey(server: ModelServer): typeof globalThis.fetch {
  return (input, init) => {
    const headers = new Headers(init?.headers);
    const key = server.apiKey?.();
    if (key) headers.set('authorization', `Bearer ${key}`);
    return server.fetch(input, { ...init, headers });
  };
}
