/** Lists the files of a folder, or one file, without ever leaving it. */

import { constants, type Dirent, type Stats } from 'node:fs';
import { access, lstat, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import type { SourceFile, SourceReader, UnreadablePlace } from '#domain/knowledge/ports';
import { InputError } from '#kernel/errors';

export function createSourceReader(): SourceReader {
  return {
    async open(path) {
      const root = await realpath(path).catch((error: unknown) => {
        throw isPermission(error) ? notReadable(path, error) : notFound(path, error);
      });
      const facts = await stat(root);
      const mode = facts.isDirectory() ? constants.R_OK | constants.X_OK : constants.R_OK;
      await access(root, mode).catch((error: unknown) => {
        throw notReadable(path, error);
      });
      if (facts.isDirectory()) return { root, single: false, files: () => walk(root, root, '', new Set([root])) };
      if (!facts.isFile()) throw notReadable(path);
      return { root: dirname(root), single: true, files: () => once(fileOf(root, basename(root), facts.size)) };
    },
  };
}

async function* once(file: SourceFile): AsyncGenerator<SourceFile> {
  yield file;
}

/**
 * Depth first, whole names in order of their code units. A link is followed while its target stays inside the root, is not
 * hidden there and was not entered before on this path.
 */
async function* walk(
  root: string,
  folder: string,
  prefix: string,
  entered: ReadonlySet<string>,
): AsyncGenerator<SourceFile | UnreadablePlace> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    // Without its list a folder within is told of and passed over; without that of the root there is nothing to read.
    if (folder === root) throw notReadable(root, error);
    return isGone(error) ? [] : notReadable(prefix, error);
  });
  if (!Array.isArray(entries)) return yield { name: prefix.slice(0, -1), unreadable: entries };
  const named = entries.map((entry) => ({ entry, name: entry.name.normalize('NFC') }));
  for (const { entry, name } of named.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))) {
    if (name.startsWith('.')) continue;
    const found = await look(root, join(folder, entry.name), entry, `${prefix}${name}`);
    if (found === null) continue;
    if ('unreadable' in found) {
      yield found;
      continue;
    }
    const { path, facts } = found;
    if (entered.has(path)) continue;
    if (facts.isDirectory()) yield* walk(root, path, `${prefix}${name}/`, new Set([...entered, path]));
    else if (facts.isFile()) yield fileOf(path, `${prefix}${name}`, facts.size);
  }
}

/** What an entry stands for; null when it is gone or not to be followed. */
async function look(
  root: string,
  path: string,
  entry: Dirent,
  name: string,
): Promise<{ readonly path: string; readonly facts: Stats } | UnreadablePlace | null> {
  try {
    const target = await targetOf(root, path, entry);
    return target === null ? null : { path: target, facts: await lstat(target) };
  } catch (error) {
    return isGone(error) ? null : { name, unreadable: notReadable(name, error) };
  }
}

/** Makes the order of a walk the order of the whole names: `a.txt` before `a/b.txt`. */
function sortKey({ entry, name }: { readonly entry: Dirent; readonly name: string }): string {
  return entry.isDirectory() ? `${name}/` : name;
}

async function targetOf(root: string, path: string, entry: Dirent): Promise<string | null> {
  if (!entry.isSymbolicLink()) return path;
  const target = await realpath(path);
  if (!target.startsWith(root + sep)) return null;
  return target.slice(root.length).includes(`${sep}.`) ? null : target;
}

function fileOf(path: string, name: string, sizeBytes: number): SourceFile {
  return {
    name: name.normalize('NFC'),
    sizeBytes,
    async read() {
      const bytes = await readFile(path).catch((error: unknown) => {
        throw isPermission(error) ? notReadable(name, error) : notFound(name, error);
      });
      return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    },
  };
}

/** Not there any more, or a link that leads nowhere or in circles. */
function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR', 'ELOOP'].includes(String(error.code));
}

function isPermission(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM');
}

function notFound(path: string, cause?: unknown): InputError {
  return new InputError({
    code: 'PATH_NOT_FOUND',
    message: `There is no file or folder at ${path}.`,
    remedy: 'Check the path; a relative path starts from the folder in which the program was started.',
    details: { path },
    cause,
  });
}

function notReadable(path: string, cause?: unknown): InputError {
  return new InputError({
    code: 'PATH_NOT_READABLE',
    message: `${path} may not be read.`,
    remedy: 'Give the user that runs Medida permission to read it; only ordinary files and folders are read.',
    details: { path },
    cause,
  });
}
