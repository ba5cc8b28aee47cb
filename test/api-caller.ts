/** Calls an HTTP application without a network. */

import type { createHttpApp } from '#http/create-http-app';

type App = ReturnType<typeof createHttpApp>;

export interface Call {
  readonly token?: string;
  readonly cookie?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what comes back is what the test is about
  readonly body: any;
}

/** `call('POST', '/search', {body})` below /api/v1; paths that begin with `//` are taken as they are. */
export function apiCaller(app: App, standing: Call = {}) {
  return async (method: string, path: string, call: Call = {}): Promise<Reply> => {
    const { token, cookie, body } = { ...standing, ...call };
    const headers = { ...standing.headers, ...call.headers };
    const url = path.startsWith('//') ? path.slice(1) : `/api/v1${path}`;
    const raw = body instanceof FormData || typeof body === 'string';
    const response = await app.request(`http://127.0.0.1${url}`, {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(cookie !== undefined && { cookie }),
        ...(body !== undefined && !(body instanceof FormData) && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: raw ? (body as string | FormData) : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('application/json');
    return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text };
  };
}

export type ApiCall = ReturnType<typeof apiCaller>;

/** Logs in with a one-time link. */
export async function logIn(app: App, link: string | null): Promise<{ cookie: string; call: ApiCall; reply: Reply }> {
  const token = new URLSearchParams(link?.split('?')[1] ?? '').get('token') ?? '';
  const reply = await apiCaller(app)('POST', '/session', { body: { token } });
  const cookie = reply.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { cookie, reply, call: apiCaller(app, { cookie, headers: { 'x-medida-csrf': '1' } }) };
}

/** Named events of a text/event-stream. */
export function eventsOf(text: string): { event: string; data: unknown }[] {
  return text
    .split('\n\n')
    .filter((block) => block.includes('data: '))
    .map((block) => ({
      event: /^event: (.*)$/m.exec(block)?.[1] ?? 'message',
      data: JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? 'null'),
    }));
}
