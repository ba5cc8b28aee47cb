/** What every queue of jobs keeps, in memory or in a database. */

import { beforeEach, expect, test } from 'vitest';
import type { Id } from '#kernel/id';
import type { JobLease, JobOutcome, JobQueue, NewJob } from '#kernel/job';
import type { Principal } from '#kernel/principal';
import type { Database } from '#kernel/transact';

const WORKSPACE = '01900000-0000-7000-8000-00000000000a';
const OTHER = '01900000-0000-7000-8000-00000000000b';
const ACT = { action: 'test.job' };
const ERROR = { code: 'SOME', message: 'm', remedy: 'r', blame: 'worker' } as const;

const person: Principal = { kind: 'account', id: 'p', workspaceId: WORKSPACE, role: 'curator', groupIds: [] };
const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1000);
const idOf = (number: number): Id => `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`;

export function jobQueueContract(open: () => Promise<{ queue: JobQueue; database: Database }>): void {
  let queue: JobQueue;
  let database: Database;

  beforeEach(async () => {
    ({ queue, database } = await open());
  });

  const enqueue = (number: number, more: Partial<NewJob> = {}, when = at(0)) =>
    database.transact(person, ACT, (tx) =>
      queue.enqueue(
        tx,
        { id: idOf(number), kind: 'work', payload: { number }, principal: person, maxAttempts: 2, ...more },
        when,
      ),
    );
  const claim = (seconds: number, token: string, kinds = ['work']) =>
    queue.claim({ kinds, token, at: at(seconds), leaseUntil: at(seconds + 30) });
  const find = (number: number) => database.read(person, (tx) => queue.find(tx, WORKSPACE, idOf(number)));
  const settle = (lease: JobLease, outcome: JobOutcome, seconds: number) =>
    database.transact(person, ACT, (tx) => queue.settle(tx, lease, outcome, at(seconds)));
  const lease = (number: number, token: string): JobLease => ({ jobId: idOf(number), token });

  test('a job is claimed once, in order of being due, on behalf of who asked for it', async () => {
    await enqueue(1, {}, at(5));
    await enqueue(2, { payload: null }, at(4));
    await enqueue(3, { kind: 'other' }, at(0));
    expect(await claim(3, 'a')).toBeNull();
    const first = await claim(6, 'a');
    expect(first).toMatchObject({
      lease: lease(2, 'a'),
      principal: person,
      record: { state: 'active', attempts: 1, payload: null, startedAt: at(6), createdBy: 'account:p' },
    });
    expect((await claim(6, 'b'))?.record).toMatchObject({ id: idOf(1), payload: { number: 1 } });
    expect(await claim(6, 'c')).toBeNull();
  });

  test('what is asked for in a transaction that fails never was', async () => {
    const failing = database.transact(person, ACT, async (tx) => {
      await queue.enqueue(tx, { id: idOf(1), kind: 'work', payload: 1, principal: person, maxAttempts: 1 }, at(0));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await find(1)).toBeNull();
    expect(await claim(1, 'a')).toBeNull();
  });

  test('a list can be limited to what one started and to what concerns some knowledge bases', async () => {
    const other: Principal = { ...person, id: 'q' };
    await enqueue(1, { payload: { knowledgeBaseId: 'base' } }, at(1));
    await enqueue(2, { payload: { knowledgeBaseId: 'base' }, principal: other }, at(2));
    await enqueue(3, { payload: { knowledgeBaseId: 'hidden' }, principal: other }, at(3));
    await enqueue(4, { payload: null, principal: other }, at(4));
    const within = async (knowledgeBaseIds: string[], limit = 9) => {
      const filter = { limit, within: { createdBy: 'account:p', knowledgeBaseIds } };
      return (await database.read(person, (tx) => queue.list(tx, WORKSPACE, filter))).map(({ id }) => id);
    };
    expect(await within([])).toEqual([idOf(1)]);
    expect(await within(['base'])).toEqual([idOf(2), idOf(1)]);
    expect(await within(['base'], 1)).toEqual([idOf(2)]);
  });

  test('done keeps the result, whatever JSON it is', async () => {
    for (const [number, result] of [{ deep: [1, null] }, '12', 'text', 0, false, null].entries()) {
      await enqueue(number + 1);
      await claim(1, 'a');
      await settle(lease(number + 1, 'a'), { state: 'done', result }, 9);
      expect(await find(number + 1)).toMatchObject({ state: 'done', result, finishedAt: at(9), error: null });
    }
  });

  test('a failed attempt is tried again after its back-off, and the last one is dead', async () => {
    await enqueue(1);
    await claim(0, 'a');
    await settle(lease(1, 'a'), { state: 'failed', error: ERROR, retryAt: at(60) }, 1);
    expect(await find(1)).toMatchObject({ state: 'queued', error: ERROR, dead: false });
    expect(await claim(59, 'b')).toBeNull();
    expect((await claim(60, 'b'))?.record.attempts).toBe(2);
    await settle(lease(1, 'b'), { state: 'failed', error: ERROR, retryAt: null }, 61);
    expect(await find(1)).toMatchObject({ state: 'failed', error: ERROR, dead: true, finishedAt: at(61) });
    expect(await claim(9999, 'c')).toBeNull();
  });

  test('a lease that ran out goes to another worker, and the first can no longer end the job', async () => {
    await enqueue(1);
    await claim(0, 'a');
    expect(await queue.heartbeat(lease(1, 'a'), at(50))).toBe('held');
    expect(await claim(49, 'b')).toBeNull();
    expect((await claim(51, 'b'))?.record.attempts).toBe(2);
    expect(await queue.heartbeat(lease(1, 'a'), at(90))).toBe('lost');
    await queue.report(lease(1, 'a'), { stage: 'late', done: 1, total: null });
    await expect(settle(lease(1, 'a'), { state: 'done', result: 'late' }, 52)).rejects.toMatchObject({
      code: 'JOB_LEASE_LOST',
    });
    await settle(lease(1, 'b'), { state: 'done', result: 'right' }, 53);
    expect(await find(1)).toMatchObject({ state: 'done', result: 'right', progress: null });
    await expect(settle(lease(1, 'b'), { state: 'done', result: 'twice' }, 54)).rejects.toMatchObject({
      code: 'JOB_LEASE_LOST',
    });
  });

  test('a job whose workers vanish every time is dead in the end', async () => {
    await enqueue(1);
    await claim(0, 'a');
    await claim(31, 'b');
    expect(await claim(62, 'c')).toBeNull();
    expect(await find(1)).toMatchObject({
      state: 'failed',
      dead: true,
      attempts: 2,
      error: { code: 'JOB_WORKER_VANISHED' },
    });
  });

  test('cancelling: at once while queued, by asking while active, not at all when ended', async () => {
    const cancel = (number: number, workspace = WORKSPACE) =>
      database.transact(person, ACT, (tx) => queue.requestCancel(tx, workspace, idOf(number), at(2)));
    await enqueue(1);
    expect(await cancel(1, OTHER)).toBe(false);
    expect(await cancel(1)).toBe(true);
    expect(await find(1)).toMatchObject({ state: 'cancelled', finishedAt: at(2) });
    await enqueue(2);
    await claim(1, 'a');
    expect(await cancel(2)).toBe(true);
    expect(await queue.heartbeat(lease(2, 'a'), at(60))).toBe('cancel');
    await settle(lease(2, 'a'), { state: 'cancelled' }, 3);
    expect(await find(2)).toMatchObject({ state: 'cancelled', finishedAt: at(3) });
    expect(await cancel(2)).toBe(false);
    await enqueue(3);
    await claim(4, 'b');
    await cancel(3);
    expect(await claim(100, 'c')).toBeNull();
    expect(await find(3)).toMatchObject({ state: 'cancelled', finishedAt: at(100) });
  });

  test('retrying gives a failed or cancelled job all its attempts again', async () => {
    const retry = (number: number) =>
      database.transact(person, ACT, (tx) => queue.retry(tx, WORKSPACE, idOf(number), at(10)));
    await enqueue(1);
    expect(await retry(1)).toBe(false);
    await claim(0, 'a');
    await settle(lease(1, 'a'), { state: 'failed', error: ERROR, retryAt: null }, 1);
    expect(await retry(1)).toBe(true);
    expect(await find(1)).toMatchObject({ state: 'queued', attempts: 0, error: null, dead: false, finishedAt: null });
    expect((await claim(10, 'b'))?.record.attempts).toBe(1);
  });

  test('progress is kept; giving back at shutdown does not count as an attempt', async () => {
    await enqueue(1);
    await claim(0, 'a');
    await queue.report(lease(1, 'a'), { stage: 'parsing', done: 1, total: 2, item: 'x' });
    expect((await find(1))?.progress).toEqual({ stage: 'parsing', done: 1, total: 2, item: 'x' });
    await queue.release(lease(1, 'a'), at(5));
    expect(await find(1)).toMatchObject({ state: 'queued', attempts: 0 });
    expect((await claim(5, 'b'))?.record.attempts).toBe(1);
  });

  test('at the start of a sole owner every active job may be taken at once', async () => {
    await enqueue(1);
    await claim(0, 'a');
    expect(await claim(1, 'b')).toBeNull();
    await queue.expireLeases(at(1));
    expect((await claim(1, 'b'))?.record).toMatchObject({ id: idOf(1), attempts: 2 });
  });

  test('listed newest first, by state and kind, within the workspace', async () => {
    await enqueue(1, {}, at(1));
    await enqueue(2, { kind: 'other' }, at(2));
    await enqueue(3, {}, at(3));
    const list = (workspace: Id, filter: { state?: 'queued' | 'done'; kind?: string }, limit = 10) =>
      database.read(person, async (tx) => (await queue.list(tx, workspace, { ...filter, limit })).map(({ id }) => id));
    expect(await list(WORKSPACE, {})).toEqual([idOf(3), idOf(2), idOf(1)]);
    expect(await list(WORKSPACE, {}, 1)).toEqual([idOf(3)]);
    expect(await list(WORKSPACE, { kind: 'work', state: 'queued' })).toEqual([idOf(3), idOf(1)]);
    expect(await list(WORKSPACE, { state: 'done' })).toEqual([]);
    expect(await list(OTHER, {})).toEqual([]);
  });
}
