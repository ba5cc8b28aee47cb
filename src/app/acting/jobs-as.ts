/** Long work as one principal starts, watches and stops it. */

import { require } from '#domain/access/index';
import { listKnowledgeBases } from '#domain/knowledge/index';
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
  /** Where it is looked up which knowledge bases somebody may see. */
  readonly knowledge: Parameters<typeof listKnowledgeBases>[0];
  /** Somebody as they are now, for those who watch for long. */
  readonly refresh: (principal: Principal) => Promise<Principal>;
  /** Rings `job` when there may be work for a runner of this process. */
  readonly bell: EventTarget;
}

/** Puts ingestions into the queue; whether the principal may is checked by who calls it. */
export type QueueIngestion = (payload: IngestJobPayload) => Promise<JobView>;

/** Enough to outlast a passing fault of disk or database. */
const ATTEMPTS = 5;
const FINAL: ReadonlySet<string> = new Set(['done', 'failed', 'cancelled']);
/** Between two looks at a job that changes, and at most at one that does not. */
const POLL_MS = 250;
const LONGEST_POLL_MS = 1_000;

export function queueIngestionAs(parts: JobParts, principal: Principal): QueueIngestion {
  return async (payload) => {
    const id = parts.newId();
    const act = { action: 'job.enqueue', target: { type: 'job', id }, details: { kind: INGEST_JOB } };
    const job = { id, kind: INGEST_JOB, payload, principal, maxAttempts: ATTEMPTS };
    await parts.database.transact(principal, act, (tx) => parts.queue.enqueue(tx, job, parts.clock.now()));
    parts.bell.dispatchEvent(new Event('job'));
    return viewJob(await load(parts, principal, id), principal);
  };
}

export function jobsAs(parts: JobParts, principal: Principal): JobUseCases {
  const change = async (verb: 'cancel' | 'retry', id: Id): Promise<JobView> => {
    require(principal, `job.${verb}`);
    await load(parts, principal, id);
    const act = { action: `job.${verb}`, target: { type: 'job', id } };
    await parts.database.transact(principal, act, (tx) => apply(parts, verb, tx, principal.workspaceId, id));
    parts.bell.dispatchEvent(new Event('job'));
    return viewJob(await load(parts, principal, id), principal);
  };
  return {
    async list({ state, limit }) {
      require(principal, 'job.read');
      const { workspaceId } = principal;
      const within = { createdBy: makerName(principal), knowledgeBaseIds: await visibleBases(parts, principal) };
      const filter = { limit, within, ...(state && { state }) };
      const jobs = await parts.database.read(principal, (tx) => parts.queue.list(tx, workspaceId, filter));
      return jobs.map((job) => viewJob(job, principal));
    },
    find: async (id) => viewJob(await load(parts, principal, id), principal),
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

/** Whoever loses the right while watching sees nothing more. */
async function* follow(parts: JobParts, began: Principal, id: Id, signal?: AbortSignal): AsyncGenerator<JobView> {
  let pause = POLL_MS;
  for (let shown = ''; ; ) {
    const principal = await parts.refresh(began);
    const job = viewJob(await load(parts, principal, id), principal);
    const text = JSON.stringify(job);
    pause = text === shown ? Math.min(2 * pause, LONGEST_POLL_MS) : POLL_MS;
    if (text !== shown) yield job;
    if (FINAL.has(job.state)) return;
    shown = text;
    await parts.clock.wait(pause, signal);
  }
}

/** @throws NotFoundError `JOB_NOT_FOUND` also where the job concerns a knowledge base that is not visible */
async function load(parts: JobParts, principal: Principal, id: Id): Promise<JobRecord> {
  require(principal, 'job.read');
  const { database, queue } = parts;
  const job = isId(id) ? await database.read(principal, (tx) => queue.find(tx, principal.workspaceId, id)) : null;
  if (job !== null && (await maySee(parts, principal, job))) return job;
  throw new NotFoundError({
    code: 'JOB_NOT_FOUND',
    message: 'There is no such job.',
    remedy: 'List the jobs to see which there are.',
  });
}

async function maySee(parts: JobParts, principal: Principal, job: JobRecord): Promise<boolean> {
  if (job.createdBy === makerName(principal)) return true;
  const concerned = (job.payload as { knowledgeBaseId?: unknown } | null)?.knowledgeBaseId;
  return (await visibleBases(parts, principal)).some((id) => id === concerned);
}

async function visibleBases({ knowledge }: JobParts, principal: Principal): Promise<readonly Id[]> {
  return (await listKnowledgeBases(knowledge, { principal })).map(({ id }) => id);
}

function makerName({ kind, id }: Principal): string {
  return `${kind}:${id}`;
}

/**
 * Names and numbers of documents are for who started the job: others may see the knowledge base and still not every
 * document in it, and the message of an error may name a file.
 */
function viewJob(job: JobRecord, principal: Principal): JobView {
  const { id, kind, state, dead, progress, result, attempts, cancelRequested } = job;
  const { error } = job;
  const own = job.createdBy === makerName(principal);
  return {
    ...{ id, kind, state, dead, attempts, cancelRequested },
    progress: progress && (own ? { ...progress } : { stage: progress.stage, done: 0, total: null }),
    result: own ? result : null,
    error: error && {
      ...{ code: error.code, remedy: error.remedy, blame: error.blame },
      message: own ? error.message : 'The job failed; who started it sees why.',
    },
    createdAt: job.createdAt.toISOString(),
    startedAt: job.startedAt?.toISOString() ?? null,
    finishedAt: job.finishedAt?.toISOString() ?? null,
  };
}
