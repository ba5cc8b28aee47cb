/** Long work as one principal starts, watches and stops it. */

import { require } from '#domain/access/index';
import type { Clock } from '#kernel/clock';
import { NotFoundError } from '#kernel/errors';
import { type Id, isId, type NewId } from '#kernel/id';
import type { JobQueue, JobRecord } from '#kernel/job';
import type { Principal } from '#kernel/principal';
import type { Database, WriteTx } from '#kernel/transact';
import { INGEST_JOB, type IngestJobPayload } from '../ingest-job.ts';
import type { JobUseCases } from '../use-cases.ts';
import type { JobView } from '../views/job-view.ts';

export interface JobParts {
  readonly database: Database;
  readonly queue: JobQueue;
  readonly clock: Clock;
  readonly newId: NewId;
  /** Rings `job` when there may be work for a runner of this process. */
  readonly bell: EventTarget;
}

/** Puts ingestions into the queue; whether the principal may is checked by who calls it. */
export type QueueIngestion = (payload: IngestJobPayload) => Promise<JobView>;

/** Enough to outlast a passing fault of disk or database. */
const ATTEMPTS = 5;
const FINAL: ReadonlySet<string> = new Set(['done', 'failed', 'cancelled']);
const POLL_MS = 250;

export function queueIngestionAs(parts: JobParts, principal: Principal): QueueIngestion {
  return async (payload) => {
    const id = parts.newId();
    const act = { action: 'job.enqueue', target: { type: 'job', id }, details: { kind: INGEST_JOB } };
    const job = { id, kind: INGEST_JOB, payload, principal, maxAttempts: ATTEMPTS };
    await parts.database.transact(principal, act, (tx) => parts.queue.enqueue(tx, job, parts.clock.now()));
    parts.bell.dispatchEvent(new Event('job'));
    return viewJob(await load(parts, principal, id));
  };
}

export function jobsAs(parts: JobParts, principal: Principal): JobUseCases {
  const change = async (verb: 'cancel' | 'retry', id: Id): Promise<JobView> => {
    require(principal, `job.${verb}`);
    await load(parts, principal, id);
    const act = { action: `job.${verb}`, target: { type: 'job', id } };
    await parts.database.transact(principal, act, (tx) => apply(parts, verb, tx, principal.workspaceId, id));
    parts.bell.dispatchEvent(new Event('job'));
    return viewJob(await load(parts, principal, id));
  };
  return {
    async list({ state, limit }) {
      require(principal, 'job.read');
      const filter = { limit, ...(state && { state }) };
      const { workspaceId } = principal;
      const jobs = await parts.database.read(principal, (tx) => parts.queue.list(tx, workspaceId, filter));
      return jobs.map(viewJob);
    },
    find: async (id) => viewJob(await load(parts, principal, id)),
    cancel: (id) => change('cancel', id),
    retry: (id) => change('retry', id),
    follow: (id, signal) => follow(parts, principal, id, signal),
  };
}

async function apply(
  { queue, clock }: JobParts,
  verb: 'cancel' | 'retry',
  tx: WriteTx,
  workspaceId: Id,
  id: Id,
): Promise<void> {
  const done = await (verb === 'cancel' ? queue.requestCancel : queue.retry)(tx, workspaceId, id, clock.now());
  tx.describe({ effective: done });
}

async function* follow(parts: JobParts, principal: Principal, id: Id, signal?: AbortSignal): AsyncGenerator<JobView> {
  for (let shown = ''; ; ) {
    const job = viewJob(await load(parts, principal, id));
    const text = JSON.stringify(job);
    if (text !== shown) yield job;
    if (FINAL.has(job.state)) return;
    shown = text;
    await parts.clock.wait(POLL_MS, signal);
  }
}

async function load({ database, queue }: JobParts, principal: Principal, id: Id): Promise<JobRecord> {
  require(principal, 'job.read');
  const job = isId(id) ? await database.read(principal, (tx) => queue.find(tx, principal.workspaceId, id)) : null;
  if (job !== null) return job;
  throw new NotFoundError({
    code: 'JOB_NOT_FOUND',
    message: 'There is no such job.',
    remedy: 'List the jobs to see which there are.',
  });
}

function viewJob(job: JobRecord): JobView {
  const { id, kind, state, dead, progress, result, attempts, cancelRequested } = job;
  const { error } = job;
  return {
    ...{ id, kind, state, dead, result, attempts, cancelRequested },
    progress: progress && { ...progress },
    error: error && { code: error.code, message: error.message, remedy: error.remedy, blame: error.blame },
    createdAt: job.createdAt.toISOString(),
    startedAt: job.startedAt?.toISOString() ?? null,
    finishedAt: job.finishedAt?.toISOString() ?? null,
  };
}
