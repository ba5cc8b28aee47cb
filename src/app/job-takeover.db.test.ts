/** kill -9 of a process that works on a job: another one takes it over and ends it exactly once. */

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Connections } from '#adapters/database/connections';
import { createDatabase } from '#adapters/database/create-database';
import { openEmbedded } from '#adapters/database/embedded';
import { createJobQueue } from '#adapters/database/job-queue';
import { openServer } from '#adapters/database/server';
import { type Clock, systemClock } from '#kernel/clock';
import { createIdGenerator } from '#kernel/id';
import { systemPrincipal } from '#kernel/principal';
import { systemRandom } from '#kernel/random';
import { describeServer } from '#test/databases';
import { sourceThread } from '#test/worker-entries';
import { drainJobs, type RunJobsDeps, runJobs } from './run-jobs.ts';

const principal = systemPrincipal('01900000-0000-7000-8000-00000000000a', 'test');
const newId = createIdGenerator(systemClock, systemRandom);

/** Starts a worker and kills it without warning as soon as it says that it has the job. */
async function killMidway(kind: 'embedded' | 'server', place: string): Promise<unknown> {
  const child = fork(new URL('./job-worker.fixture.ts', import.meta.url), [kind, place], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  const [begun] = await Promise.race([once(child, 'message'), ended.then(() => ['the worker ended by itself'])]);
  child.kill('SIGKILL');
  await ended;
  return begun;
}

function worker(connections: Connections, clock: Clock) {
  const actions: string[] = [];
  const done: number[] = [];
  const queue = createJobQueue(connections);
  const database = createDatabase({
    connections,
    append: async (_tx, _principal, { action }) => void actions.push(action),
  });
  const deps: RunJobsDeps = {
    ...{ database, queue, clock, newId },
    definitions: [
      {
        kind: 'long',
        payload: z.null(),
        maxAttempts: 5,
        handle: async ({ attempt }) => {
          done.push(attempt);
          return { attempt };
        },
      },
    ],
  };
  const enqueue = async () => {
    const id = newId();
    await database.transact(principal, { action: 'job.enqueue' }, (tx) =>
      queue.enqueue(tx, { id, kind: 'long', payload: null, principal, maxAttempts: 5 }, clock.now()),
    );
    return id;
  };
  const find = (id: string) => database.read(principal, (tx) => queue.find(tx, principal.workspaceId, id));
  return { deps, enqueue, find, actions, done };
}

const expectEndedOnce = async ({ find, actions, done }: ReturnType<typeof worker>, id: string, attempt: number) => {
  expect(await find(id)).toMatchObject({ state: 'done', attempts: attempt, result: { attempt } });
  expect(done).toEqual([attempt]);
  expect(actions.filter((action) => action === 'job.done')).toHaveLength(1);
};

describe('a job whose worker is killed, embedded', () => {
  let home: string;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'medida-test-'));
  });
  afterAll(() => rm(home, { recursive: true, force: true }));

  test('the next start takes it up at once', async () => {
    const folder = join(home, 'database');
    const open = () => openEmbedded({ folder, entry: sourceThread('adapters/database/embedded-worker.ts') });
    const before = await open();
    const id = await worker(before, systemClock).enqueue();
    await before.close();
    for (let kill = 0; kill < 2; kill += 1) expect(await killMidway('embedded', folder)).toBe(id);
    const connections = await open();
    const after = worker(connections, systemClock);
    expect(await after.find(id)).toMatchObject({ state: 'active', attempts: 2, progress: { stage: 'begun' } });
    await after.deps.queue.expireLeases(systemClock.now());
    expect(await drainJobs(after.deps)).toBe(1);
    await expectEndedOnce(after, id, 3);
    await connections.close();
  });
});

describeServer('a job whose worker is killed', (fresh) => {
  test('nobody gets it while the lease lasts; then exactly one of several workers does', async () => {
    const url = await fresh();
    const connections = await openServer({ url });
    const now = worker(connections, systemClock);
    const id = await now.enqueue();
    expect(await killMidway('server', url)).toBe(id);
    expect(await drainJobs(now.deps)).toBe(0);
    const later: Clock = { ...systemClock, now: () => new Date(systemClock.now().getTime() + 120_000) };
    const after = worker(connections, later);
    const counts = await Promise.all(Array.from({ length: 5 }, () => drainJobs(after.deps)));
    expect(counts.reduce((sum, count) => sum + count)).toBe(1);
    await expectEndedOnce(after, id, 2);
    await runJobs(after.deps).stop();
    await connections.close();
  });
});
