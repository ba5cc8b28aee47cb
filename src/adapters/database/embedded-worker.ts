/**
 * Thread of the embedded database: PostgreSQL in WebAssembly, spoken to over a Unix socket.
 * Told by `workerData`; says `{ready: true}` or `{failed}`; stops on `stop`, dumps its folder on `{dump: path}`.
 *
 * PostgreSQL answers a fault that it cannot survive (a PANIC: no room for its log) by aborting, after which nobody
 * would ever answer again. So the thread ends itself then: the connection breaks, the work in hand fails, and the next
 * thread recovers from the log.
 */

import { readFile, writeFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import {
  DISK_FULL_EXIT,
  type EmbeddedWorkerData,
  type EmbeddedWorkerMessage,
  type EmbeddedWorkerOrder,
} from './embedded-protocol.ts';

/** The last thing PostgreSQL said before it gave up. */
let lastWords = '';

function hear(line: string): boolean {
  if (/(PANIC|FATAL):/.test(line)) lastWords = line;
  if (line.includes('Aborted(')) end(lastWords);
  return true;
}

function end(reason: string): never {
  process.exit(reason.includes('No space left on device') ? DISK_FULL_EXIT : 1);
}

const port = parentPort;
if (port === null) throw new Error('The embedded database runs in a worker thread only.');
const say = (message: EmbeddedWorkerMessage) => port.postMessage(message);

async function open({ folder, dump, sharedBuffersMb }: EmbeddedWorkerData): Promise<PGlite> {
  const database = new PGlite(folder, {
    extensions: { vector },
    onStderr: hear,
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
  const answer = database.execProtocolRawStream.bind(database);
  database.execProtocolRawStream = (message, options) =>
    answer(message, options).catch((error: unknown) => end(error instanceof Error ? error.message : ''));
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
  if (lastWords !== '') end(lastWords);
  say({ failed: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown failure' });
  port.close();
});
