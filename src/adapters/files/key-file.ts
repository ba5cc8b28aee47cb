/** A file that holds a secret: made once, whole or not at all, readable by its owner alone. */

import { randomUUID } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StorageError } from '#kernel/errors';

const OWNER_ONLY = 0o600;
const OTHERS = 0o077;

/**
 * The content of the file, which is made from `create` when there is none. Of several processes that start at the same
 * moment one makes it and all read the same.
 * @throws StorageError `KEY_FILE_UNREADABLE`, `KEY_FILE_UNWRITABLE`, `KEY_FILE_EXPOSED`
 */
export async function readOrCreateKeyFile(path: string, create: () => string): Promise<string> {
  const present = await readKeyFile(path);
  if (present !== null) return present;
  await createOnce(path, create());
  const made = await readKeyFile(path);
  if (made === null) throw unwritable(path, undefined);
  return made;
}

async function readKeyFile(path: string): Promise<string | null> {
  try {
    const text = await readFile(path, 'utf8');
    await refuseExposed(path);
    return text;
  } catch (cause) {
    if (cause instanceof StorageError) throw cause;
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new StorageError({
      code: 'KEY_FILE_UNREADABLE',
      message: `The key file ${path} is there but cannot be read.`,
      remedy: 'Run Medida as the user who owns the data folder.',
      details: { path },
      cause,
    });
  }
}

/** Windows has no such modes; there the folder's own permissions have to do. */
async function refuseExposed(path: string): Promise<void> {
  if (process.platform === 'win32' || ((await stat(path)).mode & OTHERS) === 0) return;
  await chmod(path, OWNER_ONLY).catch(() => {});
  if (((await stat(path)).mode & OTHERS) !== 0)
    throw new StorageError({
      code: 'KEY_FILE_EXPOSED',
      message: `Other users of this machine can read the key file ${path}, and its permissions cannot be changed.`,
      remedy: 'Move the data folder to a file system with permissions, or run chmod 600 on the file as its owner.',
      details: { path },
    });
}

/** Linked into place when it is complete and on disk: a crash leaves either no key or a whole one. */
async function createOnce(path: string, content: string): Promise<void> {
  const folder = dirname(path);
  const draft = `${path}.${randomUUID()}`;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = await open(draft, 'wx', OWNER_ONLY);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await link(draft, path);
    await syncFolder(folder);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw unwritable(path, cause);
  } finally {
    await rm(draft, { force: true });
  }
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function unwritable(path: string, cause: unknown): StorageError {
  return new StorageError({
    code: 'KEY_FILE_UNWRITABLE',
    message: `The key file ${path} could not be made.`,
    remedy: 'Check that the data folder can be written to and that its disk has room.',
    details: { path },
    cause,
  });
}
