/**
 * One process at a time owns a data folder: the embedded database has no lock of its own and two writers destroy it.
 *
 * The lock is a file with its owner in it, put in place whole (hard link), so that it is never seen half-written. The
 * lock of a process that ended is taken over by whoever first gets the guard named after that very lock; the guard is
 * itself such a lock, so that a crash in the middle of a take-over blocks nobody.
 */

import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '#kernel/clock';
import { StorageError } from '#kernel/errors';
import { fateOf, ownIdentity, type ProcessIdentity } from './process-identity.ts';

export interface DataFolderOwner extends ProcessIdentity {
  /** ISO 8601, UTC. */
  readonly since: string;
  /** Where the owner answers requests, once it does. */
  readonly port: number | null;
  /** The host it listens on, as it was configured. */
  readonly address: string | null;
  readonly nonce: string;
}

export interface DataFolderLock {
  readonly owner: DataFolderOwner;
  /** Writes down where the owner answers requests. */
  publish(place: { readonly address: string; readonly port: number }): Promise<void>;
  release(): Promise<void>;
}

/** A lock that cannot be read, as a power cut leaves it; named after the very file, as a nonce would. */
interface DamagedLock {
  readonly nonce: string;
  readonly damaged: true;
}

const NAME = 'lock';
const SIGN_OF_LIFE_MS = 15_000;
/** An owner on another machine or container is given up after this much silence. */
const SILENCE_MS = 120_000;

/** @throws StorageError `DATA_FOLDER_IN_USE`, `DATA_FOLDER_LOCK_DAMAGED`, `DATA_FOLDER_NOT_WRITABLE` */
export async function lockDataFolder(folder: string, clock: Clock): Promise<DataFolderLock> {
  const path = join(folder, NAME);
  const owner = await prepared(folder, async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return acquire(path, clock);
  });
  const ended = new AbortController();
  let current = owner;
  const living = showLife(path, clock, ended.signal);
  return {
    get owner() {
      return current;
    },
    publish: async ({ address, port }) => {
      current = { ...current, address, port };
      await replace(path, current);
    },
    release: async () => {
      ended.abort();
      await living;
      await drop(path, owner.nonce);
    },
  };
}

/** The process that owns the folder now, or null when nobody does. */
export async function findDataFolderOwner(folder: string, clock: Clock): Promise<DataFolderOwner | null> {
  const path = join(folder, NAME);
  const owner = await read(path);
  if (owner === null || 'damaged' in owner) return null;
  return (await isStale(path, owner, clock)) ? null : owner;
}

async function acquire(path: string, clock: Clock): Promise<DataFolderOwner> {
  const mine: DataFolderOwner = {
    ...(await ownIdentity()),
    since: clock.now().toISOString(),
    port: null,
    address: null,
    nonce: randomUUID(),
  };
  for (;;) {
    if (await place(path, mine)) return mine;
    const other = await read(path);
    if (other === null) continue;
    if (!(await isStale(path, other, clock))) throw 'damaged' in other ? lockDamaged(path) : inUse(other);
    if (await takeOver(path, other, mine, clock)) return mine;
  }
}

/** True when the stale lock was replaced by ours; false when somebody else was faster. */
async function takeOver(
  path: string,
  stale: Pick<DataFolderOwner, 'nonce'>,
  mine: DataFolderOwner,
  clock: Clock,
): Promise<boolean> {
  const guardPath = `${path}.${stale.nonce}`;
  const guard = await acquire(guardPath, clock);
  try {
    // Only the holder of the guard may replace this lock, so what is read now stays until it is replaced.
    if ((await read(path))?.nonce !== stale.nonce) return false;
    await replace(path, mine);
    return true;
  } finally {
    await drop(guardPath, guard.nonce);
  }
}

/** Puts the file in place unless there is one. */
async function place(path: string, owner: DataFolderOwner): Promise<boolean> {
  const draft = await writeDraft(path, owner);
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function replace(path: string, owner: DataFolderOwner): Promise<void> {
  await rename(await writeDraft(path, owner), path);
}

async function writeDraft(path: string, owner: DataFolderOwner): Promise<string> {
  const draft = `${path}.${owner.nonce}.draft`;
  await writeFile(draft, `${JSON.stringify(owner)}\n`, { mode: 0o600, flush: true });
  return draft;
}

async function drop(path: string, nonce: string): Promise<void> {
  if ((await read(path))?.nonce === nonce) await rm(path, { force: true });
}

async function read(path: string): Promise<DataFolderOwner | DamagedLock | null> {
  try {
    const owner = readOwner(await readFile(path, 'utf8'));
    if (owner !== null) return owner;
    const { ino, mtimeMs } = await stat(path);
    return { nonce: `damaged-${ino}-${Math.trunc(mtimeMs)}`, damaged: true };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function readOwner(text: string): DataFolderOwner | null {
  try {
    const { pid, host, nonce } = JSON.parse(text) as Partial<DataFolderOwner>;
    const whole = typeof pid === 'number' && typeof host === 'string' && typeof nonce === 'string';
    return whole ? (JSON.parse(text) as DataFolderOwner) : null;
  } catch {
    return null;
  }
}

async function isStale(path: string, owner: DataFolderOwner | DamagedLock, clock: Clock): Promise<boolean> {
  const fate = 'damaged' in owner ? 'elsewhere' : await fateOf(owner);
  if (fate !== 'elsewhere') return fate === 'ended';
  const seen = await stat(path).catch(() => null);
  return seen !== null && clock.now().getTime() - seen.mtimeMs > SILENCE_MS;
}

async function showLife(path: string, clock: Clock, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await clock.wait(SIGN_OF_LIFE_MS, signal).catch(() => undefined);
    if (!signal.aborted) await utimes(path, clock.now(), clock.now()).catch(() => undefined);
  }
}

async function prepared<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EEXIST'].includes(code ?? '')) throw error;
    throw new StorageError({
      code: code === 'ENOSPC' ? 'DISK_FULL' : 'DATA_FOLDER_NOT_WRITABLE',
      message: `The data folder ${folder} cannot be written (${code}).`,
      remedy: 'Free space, correct its permissions, or name another folder with MEDIDA_HOME.',
      details: { path: folder },
      cause: error,
    });
  }
}

function inUse({ pid, host, since, port }: DataFolderOwner): StorageError {
  const address = port === null ? '' : `, answering on port ${port}`;
  return new StorageError({
    code: 'DATA_FOLDER_IN_USE',
    message: `The data folder is in use by process ${pid} on ${host} since ${since}${address}.`,
    remedy:
      port === null
        ? 'Wait until it ends or stop it, or name another folder with MEDIDA_HOME.'
        : 'Use the Medida that is running, stop it, or name another folder with MEDIDA_HOME.',
    details: { pid, host, since, port },
  });
}

function lockDamaged(path: string): StorageError {
  return new StorageError({
    code: 'DATA_FOLDER_LOCK_DAMAGED',
    message: `The lock of the data folder, ${path}, cannot be read: the machine was probably switched off while it was written.`,
    remedy: 'Start again in two minutes, or delete that file if no other Medida uses the folder.',
    details: { path },
  });
}
