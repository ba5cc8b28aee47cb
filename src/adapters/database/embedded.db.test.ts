/** The embedded database in a folder: what is kept, who can reach it, and what happens when its thread is lost. */

import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClientBase } from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemPrincipal } from '#kernel/principal';
import type { Priority } from '#kernel/transact';
import { openMemory } from '#test/databases';
import { sourceThread } from '#test/worker-entries';
import { createDatabase } from './create-database.ts';
import { type EmbeddedConnections, openEmbedded } from './embedded.ts';
import { drizzleOf, sql } from './transaction.ts';

const A = '01900000-0000-7000-8000-00000000000a';
const inA = systemPrincipal(A, 'test');
const entry = sourceThread('adapters/database/embedded-worker.ts');

let home: string;
let opened: EmbeddedConnections[];

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'medida-test-'));
  opened = [];
});
afterEach(async () => {
  for (const each of opened) await each.close();
  await rm(home, { recursive: true, force: true });
});

async function open(folder: string) {
  const connections =
    folder === 'memory://' ? await openMemory() : await openEmbedded({ folder, entry, sharedBuffersMb: 16 });
  opened.push(connections);
  const database = createDatabase({ connections, append: async () => {} });
  const add = (name: string) =>
    database.transact(inA, { action: 'test.add' }, (tx) =>
      drizzleOf(tx).execute(sql`INSERT INTO job (id, workspace_id, kind, payload, principal, state, max_attempts,
        created_by, created_at, run_after)
        VALUES (gen_random_uuid(), ${A}, ${name}, '{}', '{}', 'queued', 1, 'x', now(), now())`),
    );
  const list = () =>
    database.read(inA, async (tx) => {
      const { rows } = await drizzleOf(tx).execute<{ kind: string }>(sql`SELECT kind FROM job ORDER BY kind`);
      return rows.map(({ kind }) => kind);
    });
  return { connections, database, add, list };
}

/** Tears the connection in the middle of a piece of work. */
const tear = (connections: EmbeddedConnections) =>
  connections.lend('interactive', async (client: ClientBase) => {
    (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    await client.query('SELECT 1');
  });

test('what was written is there at the next start, and migrations are applied once', async () => {
  const first = await open(join(home, 'database'));
  await first.add('kept');
  await first.connections.close();
  const second = await open(join(home, 'database'));
  expect(await second.list()).toEqual(['kept']);
  const limits = await second.connections.lend('interactive', (client) =>
    client.query("SELECT current_setting('max_wal_size') AS wal, current_setting('shared_buffers') AS buffers"),
  );
  expect(limits.rows).toEqual([{ wal: '256MB', buffers: '16MB' }]);
});

test('once it is open nobody else can reach it: its socket is gone, and so is the folder of it', async () => {
  vi.stubEnv('TMPDIR', home);
  const { connections, list } = await open('memory://');
  vi.unstubAllEnvs();
  expect((await readdir(home)).filter((name) => name.startsWith('medida-'))).toEqual([]);
  expect(await list()).toEqual([]);
  await connections.close();
  await expect(connections.lend('interactive', async () => 1)).rejects.toMatchObject({ code: 'DATABASE_CLOSED' });
});

test('a folder that holds something else is refused with what to do', async () => {
  await writeFile(join(home, 'PG_VERSION'), 'nonsense\n');
  await expect(open(home)).rejects.toMatchObject({ code: 'DATABASE_CANNOT_OPEN', blame: 'storage' });
});

test('a lost thread fails the work in hand, keeps what was committed, and is replaced at the next call', async () => {
  const { connections, add, list } = await open(join(home, 'database'));
  await add('before');
  await expect(tear(connections)).rejects.toThrow();
  expect(await list()).toEqual(['before']);
  await add('later');
  expect(await list()).toEqual(['before', 'later']);
});

test('a database in memory that is lost says so, instead of coming back empty', async () => {
  const { connections, list } = await open('memory://');
  await expect(tear(connections)).rejects.toThrow();
  await expect(list()).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
});

test('people overtake background work between two transactions', async () => {
  const { database } = await open('memory://');
  const order: string[] = [];
  const read = (priority: Priority, name: string) =>
    database.read(
      inA,
      async (tx) => {
        await drizzleOf(tx).execute(sql`SELECT 1`);
        order.push(name);
      },
      { priority },
    );
  await Promise.all([
    read('background', 'b1'),
    read('background', 'b2'),
    read('background', 'b3'),
    read('interactive', 'i1'),
    read('interactive', 'i2'),
  ]);
  expect(order).toEqual(['b1', 'i1', 'i2', 'b2', 'b3']);
});

test('a large parameter and a large result pass through the socket unharmed', async () => {
  const { database } = await open('memory://');
  const large = 'ñ€'.repeat(1_000_000);
  const { rows } = await database.read(inA, (tx) =>
    drizzleOf(tx).execute<{ text: string }>(sql`SELECT ${large}::text AS text`),
  );
  expect(rows[0]?.text === large).toBe(true);
});
