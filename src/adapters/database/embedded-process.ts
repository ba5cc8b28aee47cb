/** Starts and stops the thread of the embedded database, and the private folder of its socket. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { StorageError } from '#kernel/errors';
import type { WorkerEntry } from '#kernel/worker-entry';
import {
  DISK_FULL_EXIT,
  type EmbeddedWorkerData,
  type EmbeddedWorkerMessage,
  type EmbeddedWorkerOrder,
} from './embedded-protocol.ts';
import { diskFull } from './storage-failure.ts';

export interface EmbeddedThread {
  /** The folder of the socket, which only this user may enter; the driver takes it as host. */
  readonly socketFolder: string;
  /** Removes the socket once the one connection stands: nobody else can come, and a killed process leaves nothing. */
  hide(): Promise<void>;
  dump(path: string): Promise<void>;
  /** True when the thread had ended by itself for want of room on the disk. */
  stop(): Promise<{ readonly diskFull: boolean }>;
}

/** How long an orderly end may take before the thread is ended from outside. */
const STOP_MS = 30_000;

export async function startEmbeddedThread(
  entry: WorkerEntry,
  data: Omit<EmbeddedWorkerData, 'socket'>,
): Promise<EmbeddedThread> {
  // mkdtemp makes folders with mode 0700. The path is kept short: that of a Unix socket holds about 100 bytes.
  const socketFolder = await mkdtemp(join(tmpdir(), 'medida-'));
  const forget = () => rm(socketFolder, { recursive: true, force: true });
  const worker = new Worker(entry.url, {
    execArgv: [...entry.execArgv],
    workerData: { ...data, socket: join(socketFolder, '.s.PGSQL.5432') } satisfies EmbeddedWorkerData,
    // PGlite prints what PostgreSQL says; none of it belongs on the output of a program.
    stdout: true,
    stderr: true,
  });
  const ended = new Promise<number>((resolve) => worker.once('exit', resolve));
  try {
    await answer(worker, 'ready');
  } catch (error) {
    await worker.terminate();
    await forget();
    throw error;
  }
  return {
    socketFolder,
    hide: forget,
    dump: async (path) => {
      worker.postMessage({ dump: path } satisfies EmbeddedWorkerOrder);
      await answer(worker, 'dumped');
    },
    stop: async () => {
      // To a thread that ended already this says nothing.
      worker.postMessage({ stop: true } satisfies EmbeddedWorkerOrder);
      const late = setTimeout(() => void worker.terminate(), STOP_MS);
      const code = await ended;
      clearTimeout(late);
      await forget();
      return { diskFull: code === DISK_FULL_EXIT };
    },
  };
}

function answer(worker: Worker, wanted: 'ready' | 'dumped'): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => {
      worker.off('message', onMessage);
      worker.off('error', onError);
      worker.off('exit', onExit);
      end();
    };
    const onMessage = (message: EmbeddedWorkerMessage) => {
      if (wanted in message) settle(resolve);
      else if ('failed' in message) settle(() => reject(cannotOpen(new Error(message.failed))));
    };
    const onError = (error: unknown) => settle(() => reject(cannotOpen(error)));
    const onExit = (code: number) =>
      settle(() =>
        reject(code === DISK_FULL_EXIT ? diskFull() : cannotOpen(new Error(`the thread ended with ${code}`))),
      );
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.on('exit', onExit);
  });
}

function cannotOpen(cause: unknown): StorageError {
  return new StorageError({
    code: 'DATABASE_CANNOT_OPEN',
    message: 'The embedded database could not be opened.',
    remedy:
      'Check that the data folder is writable and its disk not full; if the folder is damaged, move it away and ingest the documents again.',
    cause,
  });
}
