/** A crash between a change and its entry leaves neither: the process killed, or the connection cut. */

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exportAudit } from '#domain/audit/index';
import { createTestAppend, createTestKeys } from '#domain/audit/testing';
import { systemClock } from '#kernel/clock';
import { createIdGenerator } from '#kernel/id';
import { systemPrincipal } from '#kernel/principal';
import { seededNumbers, systemRandom } from '#kernel/random';
import type { Database } from '#kernel/transact';
import { describeEachDatabase } from '#test/databases';
import { sourceThread } from '#test/worker-entries';
import { verifyExport } from '#verifier/index';
import { createAccessStore } from './access-store.ts';
import { createAuditStore } from './audit-store.ts';
import { createDatabase } from './create-database.ts';
import { openEmbedded } from './embedded.ts';
import { drizzleOf, sql } from './transaction.ts';

const KILLS = 3;
const EVERYWHERE = systemPrincipal('*', 'test');
const newId = createIdGenerator(systemClock, systemRandom);
const store = createAuditStore();
const keys = createTestKeys();
const append = createTestAppend(store, keys);
const access = createAccessStore();

/** How many workspaces and how many entries of making one there are. */
function count(database: Database): Promise<{ workspaces: number; entries: number }> {
  return database.read(EVERYWHERE, async (tx) => {
    const { rows } = await drizzleOf(tx).execute<{ workspaces: number; entries: number }>(
      sql`SELECT (SELECT count(*)::int FROM workspace) AS workspaces,
        (SELECT count(*)::int FROM audit_entry WHERE leaf LIKE '%"workspace.create"%') AS entries`,
    );
    return rows[0] ?? { workspaces: -1, entries: -1 };
  });
}

const verify = (database: Database) =>
  verifyExport(exportAudit({ database, store, keys }, systemPrincipal(newId(), 'test')));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'medida-crash-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it(`a process killed ${KILLS} times at random moments leaves as many entries as changes, in a log that verifies`, {
  timeout: 300_000,
}, async () => {
  const next = seededNumbers(4);
  let acknowledged = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const child = fork(new URL('../../../test/faults/audit-process.ts', import.meta.url), [folder], {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const ended = once(child, 'exit');
    const enough = 5 + Math.floor(next() * 40);
    let told = 0;
    await new Promise<void>((resolve) => {
      child.on('message', (committed: number) => {
        told = committed;
        if (committed >= enough) resolve();
      });
    });
    child.kill('SIGKILL');
    await ended;
    acknowledged += told;
  }
  const entry = sourceThread('adapters/database/embedded-worker.ts');
  const connections = await openEmbedded({ folder, entry, sharedBuffersMb: 16 });
  const database = createDatabase({ connections, append });
  const { workspaces, entries } = await count(database);
  expect(entries).toBe(workspaces);
  expect(workspaces).toBeGreaterThanOrEqual(acknowledged);
  expect(workspaces).toBeLessThanOrEqual(acknowledged + KILLS * 2);
  expect(await verify(database)).toMatchObject({ ok: true, size: entries + 1 });
  await connections.close();
});

describeEachDatabase('a connection cut', (open) => {
  it('after the entry was appended leaves neither change nor entry', async () => {
    const { database, connections, kind } = await open({
      append: async (tx, principal, act) => {
        await append(tx, principal, act);
        if (act.action === 'test.cut') throw new RangeError('cut');
      },
    });
    const make = (action: string, cut: boolean) => {
      const id = newId();
      const workspace = { id, name: `w-${id}`, title: 'w', createdAt: systemClock.now() };
      return database.transact(systemPrincipal(id, 'test'), { action }, async (tx) => {
        await access.createWorkspace(tx, workspace, { id: newId(), workspaceId: id, name: 'e', everyone: true });
        if (!cut) return;
        await append(tx, systemPrincipal(id, 'test'), { action });
        await drizzleOf(tx).execute(sql`SELECT pg_terminate_backend(pg_backend_pid())`);
      });
    };
    await make('workspace.create', false);
    await expect(make('test.cut', false)).rejects.toThrow();
    if (kind === 'server') await expect(make('workspace.create', true)).rejects.toThrow();
    expect(await count(database)).toEqual({ workspaces: 1, entries: 1 });
    expect(await verify(database)).toMatchObject({ ok: true, size: 2 });
    expect(connections.facts.kind).toBe(kind);
  });
});
