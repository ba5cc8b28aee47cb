/**
 * Thread of the embedded database: PostgreSQL in WebAssembly, spoken to over a Unix socket.
 * Told by `workerData`; says `{ready: true}` or `{failed}`; stops on `stop`, dumps its folder on `{dump: path}`.
 */

import { readFile, writeFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

export interface EmbeddedWorkerData {
  /** A folder, or `memory://`. */
  readonly folder: string;
  readonly socket: string;
  /** A dump to begin with, when the folder is new. */
  readonly dump: string | null;
  readonly sharedBuffersMb: number;
}

export type EmbeddedWorkerMessage = { readonly ready: true } | { readonly dumped: true } | { readonly failed: string };
export type EmbeddedWorkerOrder = { readonly stop: true } | { readonly dump: string };

const port = parentPort;
if (port === null) throw new Error('The embedded database runs in a worker thread only.');
const say = (message: EmbeddedWorkerMessage) => port.postMessage(message);

async function open({ folder, dump, sharedBuffersMb }: EmbeddedWorkerData): Promise<PGlite> {
  const database = new PGlite(folder, {
    extensions: { vector },
    ...(dump !== null && { loadDataDir: new Blob([await readFile(dump)]) }),
    startParams: [
      ...PGlite.defaultStartParams,
      '-c',
      `shared_buffers=${sharedBuffersMb}MB`,
      '-c',
      'max_wal_size=256MB',
      '-c',
      'min_wal_size=32MB',
      '-c',
      'timezone=UTC',
    ],
  });
  await database.waitReady;
  return database;
}

async function serve(data: EmbeddedWorkerData): Promise<void> {
  const database = await open(data);
  const server = new PGLiteSocketServer({ db: database, path: data.socket, maxConnections: 1 });
  await server.start();
  port?.on('message', async (order: EmbeddedWorkerOrder) => {
    if ('dump' in order) {
      const file = await database.dumpDataDir('none');
      await writeFile(order.dump, new Uint8Array(await file.arrayBuffer()));
      return say({ dumped: true });
    }
    await server.stop();
    await database.close();
    port?.close();
  });
  say({ ready: true });
}

serve(workerData as EmbeddedWorkerData).catch((error: unknown) => {
  say({ failed: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown failure' });
  port.close();
});
