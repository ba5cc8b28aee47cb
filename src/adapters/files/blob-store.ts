/** Immutable bytes on disk, named by their SHA-256, in folders by the first two pairs of its digits. */

import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
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
      if (await has(hash)) return hash;
      const path = pathOf(hash);
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
    async delete(hash) {
      await rm(pathOf(hash), { force: true });
    },
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
