/** Staged uploads on disk: a folder for each, with a manifest that is written last and the bytes by position. */

import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { IncomingFile, StagedFile, StagedUpload, UploadStage } from '#domain/knowledge/ports';
import { StorageError } from '#kernel/errors';
import { type Id, isId } from '#kernel/id';

/** What a killed process left half-written is named so, and goes with the next expiry. */
const DRAFT = '.draft';
const MANIFEST = 'upload.json';

/** @param folder created when absent, readable by its owner only */
export function createUploadStage(folder: string): UploadStage {
  const pathOf = (id: Id) => join(folder, id);
  const find = async (id: Id) => (isId(id) ? readManifest(pathOf(id)) : null);
  return {
    find,
    async save(facts, incoming, maximumBytes, signal) {
      const draft = `${pathOf(facts.id)}${DRAFT}`;
      await mkdir(draft, { recursive: true, mode: 0o700 });
      try {
        const files = await receive(draft, incoming, maximumBytes, signal);
        const upload: StagedUpload = { ...facts, files, result: null };
        await writeFile(join(draft, MANIFEST), JSON.stringify(upload), { mode: 0o600 });
        await rename(draft, pathOf(facts.id));
        return upload;
      } catch (error) {
        await rm(draft, { recursive: true, force: true });
        if (signal?.aborted || !isDiskError(error)) throw error;
        throw notWritten(error);
      }
    },
    async read(id, position) {
      const upload = await find(id);
      const file = upload?.files[position];
      if (!file || upload?.result !== null) throw gone();
      return readFile(join(pathOf(id), String(position))).catch((error: unknown) => {
        throw gone(error);
      });
    },
    async finish(id, result) {
      const upload = await find(id);
      if (upload === null) return;
      await replaceManifest(pathOf(id), { ...upload, result });
      for (const position of upload.files.keys()) await rm(join(pathOf(id), String(position)), { force: true });
    },
    async discard(id) {
      if (isId(id)) await rm(pathOf(id), { recursive: true, force: true });
    },
    expire: (before) => expire(folder, before),
  };
}

/** Writes each file under its position; what is beyond the limit is counted and dropped, so that the sender is heard out. */
async function receive(
  folder: string,
  incoming: AsyncIterable<IncomingFile>,
  maximumBytes: number,
  signal: AbortSignal | undefined,
): Promise<StagedFile[]> {
  const files: StagedFile[] = [];
  for await (const { name, bytes } of incoming) {
    let sizeBytes = 0;
    const counted = async function* () {
      for await (const part of bytes) {
        sizeBytes += part.byteLength;
        if (sizeBytes <= maximumBytes) yield part;
      }
    };
    const target = createWriteStream(join(folder, String(files.length)), { mode: 0o600, flush: true });
    await pipeline(counted, target, signal === undefined ? {} : { signal });
    files.push({ name, sizeBytes });
  }
  return files;
}

async function readManifest(folder: string): Promise<StagedUpload | null> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => null);
  if (text === null) return null;
  const upload = JSON.parse(text) as Omit<StagedUpload, 'createdAt'> & { readonly createdAt: string };
  return { ...upload, createdAt: new Date(upload.createdAt) };
}

async function replaceManifest(folder: string, upload: StagedUpload): Promise<void> {
  const draft = join(folder, `${MANIFEST}.${randomUUID()}`);
  await writeFile(draft, JSON.stringify(upload), { mode: 0o600, flush: true });
  await rename(draft, join(folder, MANIFEST));
}

/** What a killed process left half-written has no manifest: its age is that of its id. */
async function expire(folder: string, before: Date): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  let expired = 0;
  for (const name of names) {
    const id = name.endsWith(DRAFT) ? name.slice(0, -DRAFT.length) : name;
    if (!isId(id)) continue;
    const upload = name === id ? await readManifest(join(folder, name)) : null;
    if ((upload?.createdAt ?? timeOf(id)) >= before) continue;
    await rm(join(folder, name), { recursive: true, force: true });
    expired += 1;
  }
  return expired;
}

/** Ids are UUIDv7: their first 48 bits are the millisecond in which they were made. */
function timeOf(id: Id): Date {
  return new Date(Number.parseInt(id.replace('-', '').slice(0, 12), 16));
}

function isDiskError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

function gone(cause?: unknown): StorageError {
  return new StorageError({
    code: 'UPLOAD_GONE',
    message: 'The files of this upload are no longer there.',
    remedy: 'Send the files again.',
    cause,
  });
}

function notWritten(cause: unknown): StorageError {
  return new StorageError({
    code: 'UPLOAD_NOT_WRITTEN',
    message: 'The upload could not be written to disk.',
    remedy: 'Check that the disk has free space and that the data folder may be written to, then send it again.',
    cause,
  });
}
