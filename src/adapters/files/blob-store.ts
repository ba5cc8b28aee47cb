/** Immutable bytes on disk, named by their SHA-256, in folders by the first two pairs of its digits. */

import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { BlobStore } from '#domain/knowledge/ports';
import { StorageError } from '#kernel/errors';

const HASH = /^[0-9a-f]{64}$/;

/**
 * @param folder created when absent, readable by its owner only
 * @throws StorageError `BLOB_MISSING`, `BLOB_DAMAGED` when the bytes no longer have their hash, `BLOB_NOT_WRITTEN`
 */
export function createBlobStore(folder: string): BlobStore {
  const pathOf = (hash: string) => {
    if (!HASH.test(hash)) throw blobMissing(hash.slice(0, 64));
    return join(folder, hash.slice(0, 2), hash.slice(2, 4), hash);
  };
  const has = async (hash: string) =>
    HASH.test(hash) &&
    access(pathOf(hash), constants.R_OK).then(
      () => true,
      () => false,
    );

  return {
    has,
    async put(bytes) {
      const hash = hashOf(bytes);
      const path = pathOf(hash);
      // Those that are there already become as new, so that nobody prunes what was just put.
      if (await touched(path)) return hash;
      try {
        await writeDurably(path, bytes);
      } catch (error) {
        throw new StorageError({
          code: 'BLOB_NOT_WRITTEN',
          message: 'The original of a document could not be written to disk.',
          remedy: 'Check that the disk has free space and that the data folder may be written to, then try again.',
          cause: error,
        });
      }
      return hash;
    },
    async get(hash) {
      const bytes = await readFile(pathOf(hash)).catch((error: unknown) => {
        throw blobMissing(hash, error);
      });
      if (hashOf(bytes) !== hash) throw blobDamaged(hash);
      return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    },
    prune: (before, kept) => prune(folder, before, kept),
  };
}

/** The name appears only when all bytes are on the disk: written beside, flushed, renamed, and the folder flushed too. */
async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = `${path}.${randomUUID()}.part`;
  try {
    await using(await open(temporary, 'wx', 0o600), async (file) => {
      await file.writeFile(bytes);
      await file.sync();
    });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  // Some systems cannot open a folder to flush it; there the rename itself has to be enough.
  await open(folder, 'r').then(
    (handle) => using(handle, (opened) => opened.sync().catch(() => undefined)),
    () => undefined,
  );
}

/** Hashes asked for at a time. */
const BATCH = 1_000;

async function prune(
  folder: string,
  before: Date,
  kept: (hashes: readonly string[]) => Promise<ReadonlySet<string>>,
): Promise<number> {
  let pruned = 0;
  let batch = new Map<string, string>();
  const flush = async () => {
    const staying = await kept([...batch.keys()]);
    for (const [hash, path] of batch) if (!staying.has(hash) && (await removeOld(path, before))) pruned += 1;
    batch = new Map();
  };
  for await (const path of filesOf(folder)) {
    if (!(await isOlder(path, before))) continue;
    const name = basename(path);
    if (HASH.test(name)) batch.set(name, path);
    // What a killed process left half-written, or half-removed.
    else if (name.endsWith('.part')) await rm(path, { force: true });
    if (batch.size >= BATCH) await flush();
  }
  if (batch.size > 0) await flush();
  return pruned;
}

async function* filesOf(folder: string): AsyncGenerator<string> {
  const names = (path: string) => readdir(path).catch((): string[] => []);
  for (const first of await names(folder))
    for (const second of await names(join(folder, first)))
      for (const name of await names(join(folder, first, second))) yield join(folder, first, second, name);
}

/** Taken aside before its age is looked at again: what was put meanwhile is seen, and put back. */
async function removeOld(path: string, before: Date): Promise<boolean> {
  const aside = `${path}.${randomUUID()}.part`;
  const taken = await rename(path, aside).then(
    () => true,
    () => false,
  );
  if (!taken) return false;
  const old = await isOlder(aside, before);
  if (old) await rm(aside, { force: true });
  else await rename(aside, path);
  return old;
}

function isOlder(path: string, before: Date): Promise<boolean> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs < before.getTime(),
    () => false,
  );
}

async function touched(path: string): Promise<boolean> {
  const now = new Date();
  return access(path, constants.R_OK)
    .then(() => utimes(path, now, now))
    .then(
      () => true,
      () => false,
    );
}

async function using<Handle extends { close(): Promise<void> }>(
  handle: Handle,
  work: (handle: Handle) => Promise<void>,
) {
  try {
    await work(handle);
  } finally {
    await handle.close();
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function blobMissing(hash: string, cause?: unknown): StorageError {
  return new StorageError({
    code: 'BLOB_MISSING',
    message: 'The original of a document is not in the store.',
    remedy: 'Ingest the document again, or restore the data folder from a backup.',
    details: { hash },
    cause,
  });
}

function blobDamaged(hash: string): StorageError {
  return new StorageError({
    code: 'BLOB_DAMAGED',
    message: 'The stored original of a document has changed on disk.',
    remedy: 'Check the disk, and restore the data folder from a backup.',
    details: { hash },
  });
}
