/** The runner of jobs, on a queue in memory and a clock that is moved by hand. */

import { expect, test } from 'vitest';
import { z } from 'zod';
import { InputError, ProviderError, StorageError } from '#kernel/errors';
import { createIdGenerator, type Id } from '#kernel/id';
import type { JobContext, JobDefinition, JobQueue } from '#kernel/job';
import type { Json } from '#kernel/json';
import { type Principal, systemPrincipal } from '#kernel/principal';
import { seededRandom } from '#kernel/random';
import { createMemoryDatabase, createSteppedClock } from '#kernel/testing';
import { createMemoryJobQueue } from '#test/memory-job-queue';
import { backOff } from './run-claimed-job.ts';
import { drainJobs, type RunJobsDeps, runJobs, runNow } from './run-jobs.ts';

const WORKSPACE = '01900000-0000-7000-8000-00000000000a';
const person: Principal = { kind: 'account', id: 'p', workspaceId: WORKSPACE, role: 'curator', groupIds: [] };
const payload = z.object({ text: z.string() });

type Handle = (context: JobContext, payload: { text: string }) => Promise<Json>;

function setUp(handle: Handle, change: (queue: JobQueue) => Partial<JobQueue> = () => ({})) {
  const clock = createSteppedClock();
  const newId = createIdGenerator(clock, seededRandom(1));
  const database = createMemoryDatabase();
  const memory = createMemoryJobQueue();
  const queue: JobQueue = { ...memory, ...change(memory) };
  const definition: JobDefinition<{ text: string }, Json> = { kind: 'shout', payload, maxAttempts: 3, handle };
  const errors: unknown[] = [];
  const deps: RunJobsDeps = {
    ...{ database, queue, clock, newId },
    definitions: [definition],
    onError: (error) => errors.push(error),
  };
  const enqueue = async (value: Json, maxAttempts = 3): Promise<Id> => {
    const id = newId();
    await database.transact(person, { action: 'job.enqueue' }, (tx) =>
      queue.enqueue(tx, { id, kind: 'shout', payload: value, principal: person, maxAttempts }, clock.now()),
    );
    return id;
  };
  const find = (id: Id) => database.read(person, (tx) => queue.find(tx, WORKSPACE, id));
  return { clock, newId, database, queue, definition, deps, enqueue, find, errors };
}

/** A promise, and the function that settles it. */
function gate<T = void>() {
  let open: (value: T) => void = () => undefined;
  const opened = new Promise<T>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

const aborted = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

/** Lets everything run that waits for nothing but other promises. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('a job is run on behalf of who asked, and its end is in the audit log', async () => {
  const { deps, enqueue, find, database } = setUp(async ({ principal, attempt }, { text }) => {
    return { said: text.toUpperCase(), by: principal.id, attempt };
  });
  const id = await enqueue({ text: 'hola' });
  expect(await drainJobs(deps)).toBe(1);
  expect(await find(id)).toMatchObject({ state: 'done', result: { said: 'HOLA', by: 'p', attempt: 1 } });
  expect(database.acts.map(({ act }) => act.action)).toEqual(['job.enqueue', 'job.done']);
  expect(database.acts[1]?.principal).toEqual(systemPrincipal(WORKSPACE, 'jobs'));
});

test('the principal is looked up again when a way to do so is given', async () => {
  const { deps, enqueue, find } = setUp(async ({ principal }) => principal.groupIds.length);
  const id = await enqueue({ text: '' });
  await drainJobs({ ...deps, refresh: async (principal) => ({ ...principal, groupIds: ['g'] }) });
  expect(await find(id)).toMatchObject({ result: 1 });
});

test('a failure that may pass is tried again later and later, one that will not is final', async () => {
  let calls = 0;
  const { deps, enqueue, find, clock } = setUp(async (_context, { text }) => {
    calls += 1;
    const facts = { code: text, message: 'm', remedy: 'r' };
    throw text === 'PASSING' ? new ProviderError(facts) : new InputError(facts);
  });
  const passing = await enqueue({ text: 'PASSING' });
  await drainJobs(deps);
  expect(await find(passing)).toMatchObject({ state: 'queued', attempts: 1, error: { code: 'PASSING' } });
  expect(await drainJobs(deps)).toBe(0);
  clock.advance(backOff(1));
  expect(await drainJobs(deps)).toBe(1);
  clock.advance(backOff(2) - 1);
  expect(await drainJobs(deps)).toBe(0);
  clock.advance(1);
  await drainJobs(deps);
  expect(await find(passing)).toMatchObject({ state: 'failed', attempts: 3, dead: true });

  const lasting = await enqueue({ text: 'LASTING' });
  await drainJobs(deps);
  expect(await find(lasting)).toMatchObject({ state: 'failed', attempts: 1, dead: false });
  expect(calls).toBe(4);
});

test('an unforeseen failure tells people nothing of its content and is handed to the log', async () => {
  const { deps, enqueue, find, errors } = setUp(async () => {
    throw new TypeError('secret');
  });
  const id = await enqueue({ text: '' }, 1);
  await drainJobs(deps);
  expect(await find(id)).toMatchObject({ state: 'failed', dead: true, error: { code: 'INTERNAL' } });
  expect(JSON.stringify(await find(id))).not.toContain('secret');
  expect(errors).toHaveLength(1);
});

test('a payload that no longer fits is refused without a second try', async () => {
  const { deps, enqueue, find } = setUp(async () => null);
  const id = await enqueue({ words: 1 });
  await drainJobs(deps);
  expect(await find(id)).toMatchObject({ state: 'failed', error: { code: 'JOB_PAYLOAD_INVALID' } });
});

test('cancelling reaches the running handler with a sign of life', async () => {
  const started = gate();
  const { deps, enqueue, find, clock, database, queue } = setUp(({ signal }) => {
    started.open();
    return aborted(signal);
  });
  const id = await enqueue({ text: '' });
  const draining = drainJobs(deps);
  await started.opened;
  await database.transact(person, { action: 'job.cancel' }, (tx) =>
    queue.requestCancel(tx, WORKSPACE, id, clock.now()),
  );
  clock.advance(2_000);
  await draining;
  expect(await find(id)).toMatchObject({ state: 'cancelled' });
});

test('work that ended before it heard of the wish to cancel is done', async () => {
  const { deps, enqueue, find, clock, database, queue } = setUp(async ({ jobId }) => {
    await database.transact(person, { action: 'job.cancel' }, (tx) =>
      queue.requestCancel(tx, WORKSPACE, jobId, clock.now()),
    );
    return 'made';
  });
  const id = await enqueue({ text: '' });
  await drainJobs(deps);
  expect(await find(id)).toMatchObject({ state: 'done', result: 'made' });
});

test('a lost lease stops the handler, and nothing is written over the other worker', async () => {
  const started = gate();
  const { deps, enqueue, find, clock, queue } = setUp(({ signal }) => {
    started.open();
    return aborted(signal);
  });
  const id = await enqueue({ text: '' });
  const draining = drainJobs(deps);
  await started.opened;
  await queue.expireLeases(clock.now());
  const taken = await queue.claim({ kinds: ['shout'], token: 'other', at: clock.now(), leaseUntil: new Date(8.64e15) });
  expect(taken?.record.attempts).toBe(2);
  clock.advance(2_000);
  await draining;
  expect(await find(id)).toMatchObject({ state: 'active', attempts: 2 });
});

test('when the database stays away for longer than the lease, the work stops', async () => {
  const started = gate();
  const gone = new StorageError({ code: 'DATABASE_UNAVAILABLE', message: 'm', remedy: 'r' });
  const { deps, enqueue, clock, find } = setUp(
    ({ signal }) => {
      started.open();
      return aborted(signal);
    },
    () => ({ heartbeat: async () => Promise.reject(gone) }),
  );
  const id = await enqueue({ text: '' });
  const draining = drainJobs(deps, { leaseMs: 6_000, heartbeatMs: 2_000 });
  await started.opened;
  for (let beat = 0; beat < 3; beat += 1) {
    clock.advance(2_000);
    await settled();
  }
  await draining;
  expect(await find(id)).toMatchObject({ state: 'active' });
});

test('stopping gives running jobs back without counting the attempt; the next start takes them up', async () => {
  const started = gate();
  let attempts = 0;
  const { deps, enqueue, find } = setUp(({ signal, attempt }) => {
    attempts = attempt;
    started.open();
    return aborted(signal);
  });
  const id = await enqueue({ text: '' });
  const runner = runJobs(deps);
  await started.opened;
  await runner.stop();
  expect(await find(id)).toMatchObject({ state: 'queued', attempts: 0 });
  expect(attempts).toBe(1);
});

test('the sole owner takes up at once what was active when it died', async () => {
  const done = gate();
  const { deps, enqueue, find, queue, clock } = setUp(async ({ attempt }) => {
    done.open();
    return attempt;
  });
  const id = await enqueue({ text: '' });
  await queue.claim({ kinds: ['shout'], token: 'dead', at: clock.now(), leaseUntil: new Date(8.64e15) });
  const runner = runJobs(deps, { sole: true });
  await done.opened;
  await runner.stop();
  expect(await find(id)).toMatchObject({ state: 'done', result: 2 });
});

test('no more than the given number run at once, and a freed place is filled', async () => {
  let now = 0;
  let most = 0;
  const all = gate();
  const finished: string[] = [];
  const { deps, enqueue } = setUp(async (_context, { text }) => {
    now += 1;
    most = Math.max(most, now);
    await settled();
    now -= 1;
    finished.push(text);
    if (finished.length === 7) all.open();
    return null;
  });
  for (const text of 'abcdefg') await enqueue({ text });
  const runner = runJobs(deps, { concurrency: 3 });
  await all.opened;
  await runner.stop();
  expect(most).toBe(3);
  expect(finished.sort().join('')).toBe('abcdefg');
});

test('a queue that cannot be asked is asked again', async () => {
  let failures = 0;
  const ran = gate();
  const { deps, enqueue, clock, errors } = setUp(
    async () => {
      ran.open();
      return null;
    },
    (queue) => ({
      claim: async (claim) => {
        failures += 1;
        if (failures <= 2) throw new StorageError({ code: 'DATABASE_UNAVAILABLE', message: 'm', remedy: 'r' });
        return queue.claim(claim);
      },
    }),
  );
  await enqueue({ text: '' });
  const runner = runJobs(deps);
  await settled();
  clock.advance(1_000);
  await settled();
  clock.advance(1_000);
  await ran.opened;
  await runner.stop();
  expect(errors).toHaveLength(2);
});

test('an end that cannot be written while the database is away is written when it is back', async () => {
  let failures = 0;
  const { deps, enqueue, find, clock } = setUp(
    async () => 'made',
    (queue) => ({
      settle: async (...given) => {
        failures += 1;
        if (failures === 1) throw new StorageError({ code: 'DATABASE_UNAVAILABLE', message: 'm', remedy: 'r' });
        return queue.settle(...given);
      },
    }),
  );
  const id = await enqueue({ text: '' });
  const draining = drainJobs(deps);
  await settled();
  clock.advance(1_000);
  await draining;
  expect(await find(id)).toMatchObject({ state: 'done', result: 'made' });
});

test('reports are thinned out, but a new stage and the last item always arrive', async () => {
  const { deps, enqueue, find, clock } = setUp(async ({ report }) => {
    const seen: unknown[] = [];
    for (let done = 0; done <= 10; done += 1) {
      await report({ stage: 'parsing', done, total: 10 });
      seen.push((await find(id))?.progress?.done);
      clock.advance(60);
    }
    await report({ stage: 'indexing', done: 0, total: null });
    return { seen: seen as Json, stage: (await find(id))?.progress?.stage ?? null };
  });
  const id = await enqueue({ text: '' });
  await drainJobs(deps);
  expect((await find(id))?.result).toEqual({ seen: [0, 0, 0, 0, 0, 5, 5, 5, 5, 5, 10], stage: 'indexing' });
});

test('run at once: the payload is checked, progress is passed on, failures are the caller’s', async () => {
  const { newId, definition } = setUp(async ({ report }, { text }) => {
    await report({ stage: 'shouting', done: 1, total: 1 });
    if (text === '') throw new InputError({ code: 'NOTHING', message: 'm', remedy: 'r' });
    return text.toUpperCase();
  });
  const heard: string[] = [];
  const call = { principal: person, report: ({ stage }: { stage: string }) => heard.push(stage) };
  expect(await runNow(newId, definition, { ...call, payload: { text: 'a' } })).toBe('A');
  expect(heard).toEqual(['shouting']);
  await expect(runNow(newId, definition, { ...call, payload: { text: '' } })).rejects.toMatchObject({
    code: 'NOTHING',
  });
  const wrong = { text: 1 } as unknown as { text: string };
  await expect(runNow(newId, definition, { ...call, payload: wrong })).rejects.toMatchObject({
    code: 'JOB_PAYLOAD_INVALID',
  });
});
