/** A real HTTP server on loopback that speaks OpenAI's chat protocol and can be told to misbehave. */

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server does with one chat request. Texts are streamed piece by piece. */
export type Behaviour =
  | { readonly kind: 'answer'; readonly pieces: readonly string[]; readonly finish?: 'stop' | 'length' | null }
  /** Closes the socket after the pieces, in the middle of a chunk. */
  | { readonly kind: 'cut'; readonly pieces: readonly string[] }
  /** Never says anything more. */
  | { readonly kind: 'hang'; readonly pieces: readonly string[] }
  | { readonly kind: 'status'; readonly status: number; readonly body?: string; readonly location?: string }
  /** 200 with a body that is no event stream at all. */
  | { readonly kind: 'nonsense'; readonly body: string }
  /** Text without end. */
  | { readonly kind: 'endless'; readonly piece: string };

export interface ModelServer {
  readonly baseUrl: string;
  readonly origin: string;
  /** Bodies and keys of the requests so far. */
  readonly requests: readonly { readonly body: string; readonly authorization: string | undefined }[];
  /** Connections that were closed before the answer was complete. */
  readonly abandoned: () => number;
  behave(behaviour: Behaviour): void;
  close(): Promise<void>;
}

export async function startModelServer(): Promise<ModelServer> {
  const requests: { body: string; authorization: string | undefined }[] = [];
  let behaviour: Behaviour = { kind: 'answer', pieces: ['Hola.'] };
  let abandoned = 0;
  const server = createServer(async (request, response) => {
    response.on('close', () => {
      if (!response.writableEnded) abandoned += 1;
    });
    requests.push({ body: await textOf(request), authorization: request.headers.authorization });
    await respond(response, behaviour);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    baseUrl: `${origin}/v1`,
    origin,
    requests,
    abandoned: () => abandoned,
    behave: (next) => {
      behaviour = next;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function respond(response: ServerResponse, behaviour: Behaviour): Promise<void> {
  if (behaviour.kind === 'status') {
    response.writeHead(behaviour.status, {
      'content-type': 'application/json',
      ...(behaviour.location === undefined ? {} : { location: behaviour.location }),
    });
    response.end(behaviour.body ?? JSON.stringify({ error: { message: 'secreto del servidor', type: 'x' } }));
    return;
  }
  if (behaviour.kind === 'nonsense') {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(behaviour.body);
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  if (behaviour.kind === 'endless') {
    while (!response.destroyed && !response.writableEnded) {
      if (!response.write(chunk({ content: behaviour.piece }))) {
        await Promise.race([once(response, 'drain'), once(response, 'close')]).catch(() => undefined);
      } else await new Promise(setImmediate);
    }
    return;
  }
  for (const piece of behaviour.pieces) response.write(chunk({ content: piece }));
  if (behaviour.kind === 'cut') {
    response.write('data: {"id":"x","choices":[{"index":0,"del');
    await new Promise((resolve) => response.write('', resolve));
    response.socket?.destroy();
  }
  if (behaviour.kind !== 'answer') return;
  const { finish = 'stop' } = behaviour;
  if (finish !== null) response.write(chunk({}, finish));
  response.write(`data: ${JSON.stringify({ ...ENVELOPE, choices: [], usage: USAGE })}\n\n`);
  response.end('data: [DONE]\n\n');
}

const ENVELOPE = { id: 'chat-1', object: 'chat.completion.chunk', created: 1, model: 'test' };
const USAGE = { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 };

function chunk(delta: object, finish: string | null = null): string {
  return `data: ${JSON.stringify({ ...ENVELOPE, choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of request) text += String(piece);
  return text;
}
