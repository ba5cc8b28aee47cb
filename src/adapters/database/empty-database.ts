/**
 * The folder of an embedded database that has all tables and no rows, packed into one file when the program is built.
 * To unpack it takes a tenth of the time that PostgreSQL needs to make its first folder.
 *
 * The file is compressed with gzip: a line of JSON, then bytes. PostgreSQL begins with several databases that hold the
 * same files, and with a log full of zeros: what is there twice is kept once, and zeros at the end are only counted.
 */

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';
import { z } from 'zod';
import type { Migration } from './migrate.ts';

const count = z.number().int().nonnegative();
const header = z.object({
  schema: z.literal('medida.empty-database/1'),
  fits: z.string(),
  folders: z.array(z.string()),
  files: z.array(z.object({ path: z.string(), start: count, length: count, size: count })),
});

type Header = z.infer<typeof header>;

const LINE_END = 10;
/** Bytes unpacked at a time: with the small chunks of zlib most of the time goes into collecting them. */
const CHUNK = 4 * 1024 * 1024;

/** @param folder of a database that is closed @param fits as `whatFits` gives it */
export async function packEmptyDatabase(folder: string, fits: string): Promise<Buffer> {
  const [folders, files]: [string[], Header['files']] = [[], []];
  const parts: Buffer[] = [];
  const known = new Map<string, number>();
  let end = 0;
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const named = entries.map((entry) => ({ entry, path: join(entry.parentPath, entry.name).slice(folder.length + 1) }));
  for (const { entry, path } of named.sort((one, other) => (one.path < other.path ? -1 : 1))) {
    if (entry.isDirectory()) folders.push(path);
    if (!entry.isFile()) continue;
    const whole = await readFile(join(folder, path));
    const bytes = whole.subarray(0, lengthWithoutZeros(whole));
    const hash = createHash('sha256').update(bytes).digest('hex');
    const start = known.get(hash) ?? end;
    if (!known.has(hash)) {
      known.set(hash, start);
      parts.push(bytes);
      end += bytes.length;
    }
    files.push({ path, start, length: bytes.length, size: whole.length });
  }
  const told: Header = { schema: 'medida.empty-database/1', fits, folders, files };
  const packed = Buffer.concat([Buffer.from(`${JSON.stringify(told)}\n`), ...parts]);
  return promisify(gzip)(packed, { level: constants.Z_BEST_COMPRESSION });
}

/**
 * Makes `folder` from the packed file, whole or not at all. Does nothing and answers false when the folder is there
 * already, and when the file is not, cannot be read, or was made for other tables or another PostgreSQL.
 */
export async function unpackEmptyDatabase(file: URL, folder: string, fits: string): Promise<boolean> {
  if (existsSync(folder)) return false;
  const opened = await openPacked(file);
  if (opened === null || opened.header.fits !== fits) return false;
  const temporary = `${folder}.part`;
  // That of a first start that was killed.
  await rm(temporary, { recursive: true, force: true });
  try {
    // A thousand small files: waiting for each would take longer than writing it.
    mkdirSync(temporary, { recursive: true, mode: 0o700 });
    for (const path of opened.header.folders) mkdirSync(join(temporary, path), { mode: 0o700 });
    for (const one of opened.header.files) {
      const bytes = Buffer.alloc(one.size);
      opened.bytes.copy(bytes, 0, one.start, one.start + one.length);
      writeFileSync(join(temporary, one.path), bytes, { mode: 0o600 });
    }
    await rename(temporary, folder);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
  return true;
}

/** What a packed database has to have been made with: these migrations, this PostgreSQL, this vector extension. */
export function whatFits(migrations: readonly Migration[]): string {
  const hash = createHash('sha256');
  for (const { name, hash: content } of migrations) hash.update(`${name} ${content}\n`);
  for (const name of ['@electric-sql/pglite', '@electric-sql/pglite-pgvector'])
    hash.update(`${name} ${versionOf(name)}\n`);
  return hash.digest('hex');
}

function versionOf(name: string): string {
  const require = createRequire(import.meta.url);
  const manifest = join(dirname(require.resolve(name)), '../package.json');
  return z.object({ version: z.string() }).parse(require(manifest)).version;
}

async function openPacked(file: URL): Promise<{ readonly header: Header; readonly bytes: Buffer } | null> {
  try {
    const packed = await promisify(gunzip)(await readFile(fileURLToPath(file)), { chunkSize: CHUNK });
    const line = packed.indexOf(LINE_END);
    const parsed = header.parse(JSON.parse(packed.subarray(0, line).toString('utf8')));
    return { header: parsed, bytes: packed.subarray(line + 1) };
  } catch {
    return null;
  }
}

function lengthWithoutZeros(bytes: Buffer): number {
  let length = bytes.length;
  while (length > 0 && bytes[length - 1] === 0) length -= 1;
  return length;
}
