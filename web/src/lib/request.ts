/** JSON over our own API. Every change carries the header that a foreign page cannot send. */

import { ApiError, errorFromBody, unreachable } from './api-error.ts';

const BASE = '/api/v1';

export function apiUrl(path: string): string {
  return `${BASE}${path}`;
}

export const CHANGE_HEADERS: Readonly<Record<string, string>> = { 'x-medida-csrf': '1' };

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export async function call(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(apiUrl(path), { credentials: 'same-origin', ...init });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw unreachable();
  }
  if (!response.ok) throw errorFromBody(await readBody(response), response.status);
  return response;
}

/** The types of `contracts/` are the promise; the server's own tests hold it to them. */
async function json<Result>(response: Response): Promise<Result> {
  const body = await readBody(response);
  if (body === null && response.status !== 204)
    throw new ApiError(
      {
        code: 'UNEXPECTED_ANSWER',
        message: 'The server sent something that is not JSON.',
        remedy: 'Reload the page; if it happens again, look in the server log.',
        blame: 'worker',
      },
      response.status,
    );
  return body as Result;
}

export async function get<Result>(path: string, signal?: AbortSignal): Promise<Result> {
  return json<Result>(await call(path, { headers: { accept: 'application/json' }, ...(signal ? { signal } : {}) }));
}

export async function send<Result>(
  method: 'POST' | 'PATCH' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<Result> {
  const headers: Record<string, string> = { accept: 'application/json', ...CHANGE_HEADERS };
  if (body !== undefined) headers['content-type'] = 'application/json';
  return json<Result>(
    await call(path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }),
  );
}

/** A path with its query string; empty values are left out. */
export function withQuery(path: string, query: Readonly<Record<string, string | number | null | undefined>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== null && value !== undefined && value !== '') parameters.set(name, String(value));
  const text = parameters.toString();
  return text === '' ? path : `${path}?${text}`;
}
