/** The table of jobs, for any number of workers on any number of machines. */

import { and, desc, eq, inArray, lt, or, sql } from 'drizzle-orm';
import type { JobLease, JobOutcome, JobQueue, JobRecord } from '#kernel/job';
import { leaseLost, WORKER_VANISHED } from '#kernel/job-errors';
import { type Principal, systemPrincipal } from '#kernel/principal';
import type { Priority, WriteTx } from '#kernel/transact';
import type { Connections } from './connections.ts';
import { runTransaction } from './run-transaction.ts';
import { job } from './schema/jobs.ts';
import { drizzleOf } from './transaction.ts';

const EVERYWHERE = systemPrincipal('*', 'jobs');

type Row = typeof job.$inferSelect;
type Change = Partial<typeof job.$inferInsert>;

export function createJobQueue(connections: Connections): JobQueue {
  /** Operational writes: no audit entry. Only columns of the lease and the progress are touched through it. */
  const operate = <T>(work: (tx: WriteTx) => Promise<T>, priority: Priority = 'interactive'): Promise<T> =>
    runTransaction({ connections, principal: EVERYWHERE, mode: 'write', priority }, ({ tx }) => work(tx));

  return {
    enqueue,
    find,
    list,
    requestCancel,
    retry,
    settle,
    claim: (claim) => operate((tx) => claimNext(tx, claim), 'background'),
    heartbeat: (lease, leaseUntil) =>
      operate(async (tx) => {
        const held = await change(tx, lease, { leaseUntil });
        if (held === null) return 'lost';
        return held.cancelRequested ? 'cancel' : 'held';
      }),
    report: (lease, progress) => operate(async (tx) => void (await change(tx, lease, { progress }))),
    release: (lease, at) =>
      operate(async (tx) => {
        const attempts = sql`${job.attempts} - 1` as unknown as number;
        await change(tx, lease, { state: 'queued', runAfter: at, attempts, leaseOwner: null, leaseUntil: null });
      }),
    expireLeases: (at) =>
      operate(async (tx) => {
        const before = new Date(at.getTime() - 1);
        await drizzleOf(tx).update(job).set({ leaseUntil: before }).where(eq(job.state, 'active'));
      }),
  };
}

const enqueue: JobQueue['enqueue'] = async (tx, added, at) => {
  const { id, kind, payload, principal, maxAttempts } = added;
  await drizzleOf(tx)
    .insert(job)
    .values({
      ...{ id, kind, principal, maxAttempts },
      payload: payload ?? sql`'null'::jsonb`,
      workspaceId: principal.workspaceId,
      state: 'queued',
      createdBy: `${principal.kind}:${principal.id}`,
      createdAt: at,
      runAfter: at,
    });
};

const find: JobQueue['find'] = async (tx, workspaceId, id) => {
  const rows = await drizzleOf(tx)
    .select()
    .from(job)
    .where(and(eq(job.workspaceId, workspaceId), eq(job.id, id)));
  return rows[0] === undefined ? null : toRecord(rows[0]);
};

const list: JobQueue['list'] = async (tx, workspaceId, filter) => {
  const rows = await drizzleOf(tx)
    .select()
    .from(job)
    .where(
      and(
        eq(job.workspaceId, workspaceId),
        filter.state === undefined ? undefined : eq(job.state, filter.state),
        filter.kind === undefined ? undefined : eq(job.kind, filter.kind),
        filter.within === undefined
          ? undefined
          : or(
              eq(job.createdBy, filter.within.createdBy),
              inArray(sql`${job.payload}->>'knowledgeBaseId'`, [...filter.within.knowledgeBaseIds]),
            ),
      ),
    )
    .orderBy(desc(job.createdAt), desc(job.id))
    .limit(filter.limit);
  return rows.map(toRecord);
};

const requestCancel: JobQueue['requestCancel'] = async (tx, workspaceId, id, at) => {
  const own = and(eq(job.workspaceId, workspaceId), eq(job.id, id));
  const update = (change: Change, state: string) =>
    drizzleOf(tx)
      .update(job)
      .set(change)
      .where(and(own, eq(job.state, state)))
      .returning({ id: job.id });
  const stopped = await update({ state: 'cancelled', cancelRequested: true, finishedAt: at }, 'queued');
  if (stopped.length > 0) return true;
  return (await update({ cancelRequested: true }, 'active')).length > 0;
};

const retry: JobQueue['retry'] = async (tx, workspaceId, id, at) => {
  const rows = await drizzleOf(tx)
    .update(job)
    .set({
      state: 'queued',
      runAfter: at,
      attempts: 0,
      cancelRequested: false,
      dead: false,
      progress: null,
      error: null,
      finishedAt: null,
    })
    .where(and(eq(job.workspaceId, workspaceId), eq(job.id, id), inArray(job.state, ['failed', 'cancelled'])))
    .returning({ id: job.id });
  return rows.length > 0;
};

const settle: JobQueue['settle'] = async (tx, lease, outcome, at) => {
  if ((await change(tx, lease, { ...ending(outcome, at), leaseOwner: null, leaseUntil: null })) === null)
    throw leaseLost();
};

function ending(outcome: JobOutcome, at: Date): Change {
  if (outcome.state === 'done') return { state: 'done', result: outcome.result, error: null, finishedAt: at };
  if (outcome.state === 'cancelled') return { state: 'cancelled', cancelRequested: true, finishedAt: at };
  const { error, retryAt } = outcome;
  if (retryAt !== null) return { state: 'queued', error, runAfter: retryAt };
  const dead = sql`${job.attempts} >= ${job.maxAttempts}` as unknown as boolean;
  return { state: 'failed', error, dead, finishedAt: at };
}

/** Null when the lease is no longer held. */
async function change(tx: WriteTx, { jobId, token }: JobLease, values: Change): Promise<Row | null> {
  const rows = await drizzleOf(tx)
    .update(job)
    .set(values)
    .where(and(eq(job.id, jobId), eq(job.leaseOwner, token), eq(job.state, 'active')))
    .returning();
  return rows[0] ?? null;
}

async function claimNext(tx: WriteTx, claim: Parameters<JobQueue['claim']>[0]): ReturnType<JobQueue['claim']> {
  const { kinds, token, at, leaseUntil } = claim;
  await endAbandoned(tx, at);
  const next = drizzleOf(tx)
    .select({ id: job.id })
    .from(job)
    .where(
      and(
        inArray(job.kind, [...kinds]),
        sql`(${job.state} = 'queued' AND ${job.runAfter} <= ${at.toISOString()}::timestamptz
          OR ${job.state} = 'active' AND ${job.leaseUntil} < ${at.toISOString()}::timestamptz)`,
      ),
    )
    .orderBy(job.runAfter, job.id)
    .limit(1)
    .for('update', { skipLocked: true });
  const rows = await drizzleOf(tx)
    .update(job)
    .set({
      state: 'active',
      attempts: sql`${job.attempts} + 1`,
      leaseOwner: token,
      leaseUntil,
      startedAt: sql`coalesce(${job.startedAt}, ${at.toISOString()}::timestamptz)`,
    })
    .where(inArray(job.id, next))
    .returning();
  const row = rows[0];
  if (row === undefined) return null;
  return { lease: { jobId: row.id, token }, record: toRecord(row), principal: row.principal as Principal };
}

/** Jobs whose worker vanished: on the last attempt they fail for good, and who was asked to stop has stopped. */
async function endAbandoned(tx: WriteTx, at: Date): Promise<void> {
  const abandoned = and(eq(job.state, 'active'), lt(job.leaseUntil, at));
  const free = { finishedAt: at, leaseOwner: null, leaseUntil: null };
  await drizzleOf(tx)
    .update(job)
    .set({ ...free, state: 'cancelled' })
    .where(and(abandoned, eq(job.cancelRequested, true)));
  await drizzleOf(tx)
    .update(job)
    .set({ ...free, state: 'failed', dead: true, error: WORKER_VANISHED })
    .where(and(abandoned, sql`${job.attempts} >= ${job.maxAttempts}`));
}

function toRecord(row: Row): JobRecord {
  const { id, workspaceId, kind, attempts, maxAttempts, cancelRequested, dead, createdBy } = row;
  return {
    ...{ id, workspaceId, kind, attempts, maxAttempts, cancelRequested, dead, createdBy },
    payload: row.payload as JobRecord['payload'],
    state: row.state as JobRecord['state'],
    progress: row.progress as JobRecord['progress'],
    result: (row.result ?? null) as JobRecord['result'],
    error: row.error as JobRecord['error'],
    createdAt: row.createdAt,
    startedAt: row.startedAt,
    finishedAt: row.finishedAt,
  };
}
