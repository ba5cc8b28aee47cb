/** The running Medida that owns a data folder, and the secret with which the owner of the folder may speak to it. */

import { chmod, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findDataFolderOwner } from '#adapters/database/data-folder-lock';
import type { Clock } from '#kernel/clock';
import type { Random } from '#kernel/random';
import { localUrl } from './local-url.ts';

const TOKEN_FILE = 'local-token';

export interface LocalServer {
  /** Reachable from this machine. */
  readonly baseUrl: string;
  readonly token: string;
}

/** Null when nobody serves this folder: either nobody owns it, or its owner takes no requests. */
export async function findServer(home: string, clock: Clock): Promise<LocalServer | null> {
  const owner = await findDataFolderOwner(home, clock);
  if (owner === null || owner.port === null) return null;
  const token = await readFile(join(home, TOKEN_FILE), 'utf8').catch(() => null);
  return token === null ? null : { baseUrl: localUrl(owner.address ?? '127.0.0.1', owner.port), token: token.trim() };
}

/** A new token for a server that starts; readable by the owner of the folder only, in place before it is used. */
export async function writeLocalToken(home: string, random: Random): Promise<string> {
  const token = `local_${Buffer.from(random.bytes(32)).toString('base64url')}`;
  const path = join(home, TOKEN_FILE);
  const draft = `${path}.draft`;
  await writeFile(draft, `${token}\n`, { mode: 0o600 });
  await chmod(draft, 0o600);
  await rename(draft, path);
  return token;
}

export async function removeLocalToken(home: string): Promise<void> {
  await rm(join(home, TOKEN_FILE), { force: true });
}
