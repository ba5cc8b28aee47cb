import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockDataFolder } from '#adapters/database/data-folder-lock';
import { systemClock } from '#kernel/clock';
import { systemRandom } from '#kernel/random';
import { findServer, writeLocalToken } from './find-server.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'medida-find-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

it.each([
  ['127.0.0.2', 'http://127.0.0.2:4747'],
  ['0.0.0.0', 'http://127.0.0.1:4747'],
  ['::', 'http://127.0.0.1:4747'],
  ['::1', 'http://[::1]:4747'],
  ['localhost', 'http://localhost:4747'],
])('a server that listens on %s is found at %s', async (address, baseUrl) => {
  const lock = await lockDataFolder(home, systemClock);
  try {
    const token = await writeLocalToken(home, systemRandom);
    expect(await findServer(home, systemClock)).toBeNull();
    await lock.publish({ address, port: 4747 });
    expect(await findServer(home, systemClock)).toEqual({ baseUrl, token });
  } finally {
    await lock.release();
  }
});
