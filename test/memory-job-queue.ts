/** Jobs in memory, for tests; runs the same contract suite as the table. */

import type { Id } from '#kernel/id';
import type { JobFilter, JobLease, JobOutcome, JobQueue, JobRecord } from '#kernel/job';
import { leaseLost, WORKER_VANISHED } from '#kernel/job-errors';
import type { Principal } from '#kernel/principal';
import { onRollback } from '#kernel/testing';
import type { WriteTx } from '#kernel/transact';

interface Entry {
  record: JobRecord;
  readonly principal: Principal;
  runAfter: number;
  token: string | null;
  leaseUntil: number;
}

type Entries = Map<Id, Entry>;

export function createMemoryJobQueue(): JobQueue {
  const entries: Entries = new Map();
  return { ...asked(entries), ...operated(entries) };
}

/** What runs inside the caller's transaction. */
function asked(entries: Entries): Pick<JobQueue, 'enqueue' | 'find' | 'list' | 'requestCancel' | 'retry' | 'settle'> {
  const owned = (workspaceId: Id, id: Id): Entry | null => {
    const entry = entries.get(id);
    return entry?.record.workspaceId === workspaceId ? entry : null;
  };
  return {
    enqueue: async (tx, job, at) => {
      onRollback(tx, () => entries.delete(job.id));
      entries.set(job.id, newEntry(job, at));
    },
    find: async (_tx, workspaceId, id) => owned(workspaceId, id)?.record ?? null,
    list: async (_tx, workspaceId, { state, kind, within, limit }) =>
      [...entries.values()]
        .map(({ record }) => record)
        .filter((record) => record.workspaceId === workspaceId)
        .filter((record) => (state ?? record.state) === record.state && (kind ?? record.kind) === record.kind)
        .filter((record) => within === undefined || isWithin(record, within))
        .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1))
        .slice(0, limit),
    requestCancel: async (tx, workspaceId, id, at) => {
      const entry = owned(workspaceId, id);
      if (entry?.record.state === 'queued')
        change(tx, entry, { state: 'cancelled', cancelRequested: true, finishedAt: at });
      else if (entry?.record.state === 'active') change(tx, entry, { cancelRequested: true });
      else return false;
      return true;
    },
    retry: async (tx, workspaceId, id, at) => {
      const entry = owned(workspaceId, id);
      if (entry === null || !['failed', 'cancelled'].includes(entry.record.state)) return false;
      change(tx, entry, AGAIN, { runAfter: at.getTime() });
      return true;
    },
    settle: async (tx, lease, outcome, at) => {
      const entry = held(entries, lease);
      if (entry === null) throw leaseLost();
      const retryAt = outcome.state === 'failed' ? outcome.retryAt : null;
      change(tx, entry, ending(entry.record, outcome, at), {
        token: null,
        ...(retryAt !== null && { runAfter: retryAt.getTime() }),
      });
    },
  };
}

function isWithin({ createdBy, payload }: JobRecord, within: NonNullable<JobFilter['within']>): boolean {
  if (createdBy === within.createdBy) return true;
  const concerned = (payload as { knowledgeBaseId?: unknown } | null)?.knowledgeBaseId;
  return within.knowledgeBaseIds.some((id) => id === concerned);
}

function operated(entries: Entries): Pick<JobQueue, 'claim' | 'heartbeat' | 'report' | 'release' | 'expireLeases'> {
  return {
    claim: async ({ kinds, token, at, leaseUntil }) => {
      for (const entry of entries.values()) endAbandoned(entry, at);
      const order = (a: Entry, b: Entry) => a.runAfter - b.runAfter || (a.record.id < b.record.id ? -1 : 1);
      const entry = [...entries.values()].filter((each) => mayRun(each, kinds, at)).sort(order)[0];
      if (entry === undefined) return null;
      const { attempts, startedAt } = entry.record;
      entry.record = { ...entry.record, state: 'active', attempts: attempts + 1, startedAt: startedAt ?? at };
      entry.token = token;
      entry.leaseUntil = leaseUntil.getTime();
      return { lease: { jobId: entry.record.id, token }, record: entry.record, principal: entry.principal };
    },
    heartbeat: async (lease, leaseUntil) => {
      const entry = held(entries, lease);
      if (entry === null) return 'lost';
      entry.leaseUntil = leaseUntil.getTime();
      return entry.record.cancelRequested ? 'cancel' : 'held';
    },
    report: async (lease, progress) => {
      const entry = held(entries, lease);
      if (entry !== null) entry.record = { ...entry.record, progress };
    },
    release: async (lease, at) => {
      const entry = held(entries, lease);
      if (entry === null) return;
      entry.record = { ...entry.record, state: 'queued', attempts: entry.record.attempts - 1 };
      entry.token = null;
      entry.runAfter = at.getTime();
    },
    expireLeases: async (at) => {
      for (const entry of entries.values()) entry.leaseUntil = Math.min(entry.leaseUntil, at.getTime() - 1);
    },
  };
}

function held(entries: Entries, { jobId, token }: JobLease): Entry | null {
  const entry = entries.get(jobId);
  return entry?.record.state === 'active' && entry.token === token ? entry : null;
}

/** Changes an entry so that a failing transaction puts it back. */
function change(tx: WriteTx, entry: Entry, values: Partial<JobRecord>, rest: Partial<Entry> = {}): void {
  const before = { ...entry };
  onRollback(tx, () => Object.assign(entry, before));
  Object.assign(entry, rest, { record: { ...entry.record, ...values } });
}

function mayRun({ record, runAfter, leaseUntil }: Entry, kinds: readonly string[], at: Date): boolean {
  if (!kinds.includes(record.kind)) return false;
  if (record.state === 'queued') return runAfter <= at.getTime();
  return record.state === 'active' && leaseUntil < at.getTime();
}

const AGAIN: Partial<JobRecord> = {
  state: 'queued',
  attempts: 0,
  cancelRequested: false,
  dead: false,
  progress: null,
  error: null,
  finishedAt: null,
};

function newEntry({ id, kind, payload, principal, maxAttempts }: Parameters<JobQueue['enqueue']>[1], at: Date): Entry {
  return {
    principal,
    runAfter: at.getTime(),
    token: null,
    leaseUntil: 0,
    record: {
      ...{ id, kind, payload, maxAttempts },
      workspaceId: principal.workspaceId,
      state: 'queued',
      progress: null,
      result: null,
      error: null,
      attempts: 0,
      cancelRequested: false,
      dead: false,
      createdBy: `${principal.kind}:${principal.id}`,
      createdAt: at,
      startedAt: null,
      finishedAt: null,
    },
  };
}

function ending(record: JobRecord, outcome: JobOutcome, at: Date): Partial<JobRecord> {
  if (outcome.state === 'done') return { state: 'done', result: outcome.result, error: null, finishedAt: at };
  if (outcome.state === 'cancelled') return { state: 'cancelled', cancelRequested: true, finishedAt: at };
  const { error, retryAt } = outcome;
  if (retryAt !== null) return { state: 'queued', error };
  return { state: 'failed', error, dead: record.attempts >= record.maxAttempts, finishedAt: at };
}

function endAbandoned(entry: Entry, at: Date): void {
  const { record } = entry;
  if (record.state !== 'active' || entry.leaseUntil >= at.getTime()) return;
  if (record.cancelRequested) entry.record = { ...record, state: 'cancelled', finishedAt: at };
  else if (record.attempts >= record.maxAttempts)
    entry.record = {
      ...record,
      state: 'failed',
      dead: true,
      finishedAt: at,
      error: WORKER_VANISHED,
    };
}
