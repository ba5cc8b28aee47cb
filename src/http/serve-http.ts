/** Listens, and stops gracefully: no new requests, running ones get time to end, then connections are closed. */

import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import type { Clock } from '#kernel/clock';
import { InputError } from '#kernel/errors';

export interface HttpServer {
  readonly host: string;
  readonly port: number;
  /** Resolves when the last connection is closed; requests still running after `graceMs` are cut. */
  stop(graceMs: number): Promise<void>;
}

type Answer = (request: Request, env: object) => Response | Promise<Response>;

/** @throws InputError `PORT_IN_USE`, `ADDRESS_NOT_AVAILABLE`, `PORT_NOT_PERMITTED` */
export async function serveHttp(
  answer: Answer,
  { host, port, clock }: { readonly host: string; readonly port: number; readonly clock: Clock },
): Promise<HttpServer> {
  const server = createAdaptorServer({ fetch: answer, hostname: host }) as Server;
  server.requestTimeout = 0;
  server.headersTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, host, port)));
    server.listen(port, host, () => resolve());
  });
  const address = server.address();
  return {
    host,
    port: typeof address === 'object' && address !== null ? address.port : port,
    async stop(graceMs) {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const late = new AbortController();
      const cut = clock.wait(graceMs, late.signal).then(
        () => server.closeAllConnections(),
        () => undefined,
      );
      await closed;
      late.abort();
      await cut;
    },
  };
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const facts = { details: { host, port }, cause: error };
  if (error.code === 'EADDRINUSE') {
    return new InputError({
      code: 'PORT_IN_USE',
      message: `Port ${port} on ${host} is already in use.`,
      remedy: 'Stop what uses it, or choose another with --port or MEDIDA_PORT (0 takes any free one).',
      ...facts,
    });
  }
  if (error.code === 'EACCES') {
    return new InputError({
      code: 'PORT_NOT_PERMITTED',
      message: `This user may not listen on port ${port}.`,
      remedy: 'Choose a port above 1023 with --port or MEDIDA_PORT.',
      ...facts,
    });
  }
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return new InputError({
      code: 'ADDRESS_NOT_AVAILABLE',
      message: `This machine has no address ${host}.`,
      remedy: 'Use 127.0.0.1, or 0.0.0.0 for every address of the machine, with --host or MEDIDA_HOST.',
      ...facts,
    });
  }
  return error;
}
