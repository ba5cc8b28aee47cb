/** A disk that is really full: a small one of its own, which only root may make. */

import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemPrincipal } from '#kernel/principal';
import { sourceThread } from '#test/worker-entries';
import { createDatabase } from './create-database.ts';
import { type EmbeddedConnections, openEmbedded } from './embedded.ts';
import { drizzleOf, sql } from './transaction.ts';

const inside = systemPrincipal('01900000-0000-7000-8000-00000000000a', 'test');

let disk: string;
let mounted = false;
let connections: EmbeddedConnections | undefined;

beforeEach(async () => {
  disk = await mkdtemp(join(tmpdir(), 'medida-disk-'));
  mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=100m', 'tmpfs', disk]).status === 0;
});
afterEach(async () => {
  await connections?.close();
  connections = undefined;
  if (mounted) spawnSync('umount', [disk]);
  await rm(disk, { recursive: true, force: true });
});

/** Leaves `bytes` free. */
async function fill(bytes: number): Promise<() => Promise<void>> {
  const ballast = join(disk, 'ballast');
  const { bavail, bsize } = await statfs(disk);
  await writeFile(ballast, Buffer.alloc(bavail * bsize - bytes));
  return () => rm(ballast);
}

async function open() {
  connections = await openEmbedded({
    folder: join(disk, 'database'),
    entry: sourceThread('adapters/database/embedded-worker.ts'),
    sharedBuffersMb: 16,
  });
  const database = createDatabase({ connections, append: async () => {} });
  const write = (statement: ReturnType<typeof sql>) =>
    database.transact(inside, { action: 'test' }, (tx) => drizzleOf(tx).execute(statement));
  const state = async () => {
    const { rows } = await database.read(inside, (tx) =>
      drizzleOf(tx).execute<{ rows: number; attempts: number }>(
        sql`SELECT count(*)::int AS rows, max(attempts) AS attempts FROM job`,
      ),
    );
    return rows[0];
  };
  const add = (rows: number) =>
    write(sql`INSERT INTO job (id, workspace_id, kind, payload, principal, state, max_attempts, created_by, created_at,
      run_after) SELECT gen_random_uuid(), ${inside.workspaceId}, 'k', to_jsonb(repeat(md5(n::text), 30)), '{}', 'queued',
      1, 'x', now(), now() FROM generate_series(1, ${rows}) AS n`);
  return { connections, write, state, add };
}

/** Repeats until it fails; gives the number of times that it did not, and the failure. */
async function untilItFails(work: (time: number) => Promise<unknown>): Promise<[number, unknown]> {
  for (let time = 1; time < 2_000; time += 1) {
    try {
      await work(time);
    } catch (error) {
      return [time - 1, error];
    }
  }
  return [2_000, null];
}

const announce = () => console.warn('\n*** No disk can be mounted here: a full one is not proven. ***\n');

test('no room for a table: that change fails, reading goes on, and so does writing when there is room', async () => {
  if (!mounted) return announce();
  const { state, add } = await open();
  const makeRoom = await fill(4_000_000);
  const [kept, failure] = await untilItFails(() => add(300));
  expect(failure).toMatchObject({ code: 'DISK_FULL', blame: 'storage' });
  expect(await state()).toMatchObject({ rows: kept * 300 });
  await makeRoom();
  await add(1);
  expect(await state()).toMatchObject({ rows: kept * 300 + 1 });
});

test('no room for the log, which ends the database: nothing acknowledged is lost, and it recovers by itself', async () => {
  if (!mounted) return announce();
  const { connections: own, write, state, add } = await open();
  const vacuum = () => own.lend('background', (client) => client.query('VACUUM job'));
  const touch = (attempts: number) => write(sql`UPDATE job SET attempts = ${attempts}`);
  await add(300);
  // The table gets spare room inside, so that only its log grows from here on.
  for (let time = 0; time < 8; time += 1) {
    await touch(0);
    if (time % 2 === 1) await vacuum();
  }
  const makeRoom = await fill(1_500_000);
  const [kept, failure] = await untilItFails(async (time) => {
    await touch(time);
    await vacuum();
  });
  expect(failure).toMatchObject({ code: 'DISK_FULL' });
  await expect(state()).rejects.toMatchObject({ code: 'DISK_FULL' });
  await makeRoom();
  const found = await state();
  expect(found?.rows).toBe(300);
  expect(found?.attempts).toBeGreaterThanOrEqual(kept);
  await touch(9_999);
  expect(await state()).toEqual({ rows: 300, attempts: 9_999 });
});
