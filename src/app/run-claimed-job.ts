/** One attempt at one job: signs of life while it runs, and its end written down. */

import type { Clock } from '#kernel/clock';
import { MedidaError, reportError } from '#kernel/errors';
import type { ClaimedJob, JobContext, JobDefinition, JobOutcome, JobProgress, JobQueue } from '#kernel/job';
import { jobCancelled, leaseLost, payloadInvalid, stopping } from '#kernel/job-errors';
import { type Principal, systemPrincipal } from '#kernel/principal';
import type { Database } from '#kernel/transact';

export interface JobWorkerDeps {
  readonly database: Database;
  readonly queue: JobQueue;
  readonly clock: Clock;
  /** The principal as it is now: roles and groups may have changed since the job was asked for. */
  readonly refresh?: (principal: Principal) => Promise<Principal>;
  /** Hears of failures that no job record can hold. */
  readonly onError?: (error: unknown) => void;
}

export interface JobTimes {
  /** How long a worker may stay silent before another one takes its job, milliseconds. */
  readonly leaseMs: number;
  /** Between two signs of life, which are also when a wish to cancel is noticed. */
  readonly heartbeatMs: number;
}

const REPORT_EVERY_MS = 250;
const SETTLE_ATTEMPTS = 5;
const FIRST_BACK_OFF_MS = 5_000;
const LONGEST_BACK_OFF_MS = 600_000;

/** 5 s after the first failed attempt, doubled after each further one, at most ten minutes. */
export function backOff(attempt: number): number {
  return Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** (attempt - 1));
}

export async function runClaimedJob(
  deps: JobWorkerDeps & JobTimes,
  definition: JobDefinition,
  claimed: ClaimedJob,
  stop: AbortSignal,
): Promise<void> {
  const control = new AbortController();
  const ended = new AbortController();
  const onStop = () => control.abort(stopping());
  if (stop.aborted) onStop();
  stop.addEventListener('abort', onStop, { once: true });
  const beating = beat(deps, claimed, control, ended.signal);
  try {
    const outcome = await attempt(deps, definition, claimed, control.signal);
    await settle(deps, claimed, outcome);
  } finally {
    stop.removeEventListener('abort', onStop);
    ended.abort();
    await beating;
  }
}

type End = JobOutcome | 'give back' | 'let go';

async function attempt(
  deps: JobWorkerDeps,
  definition: JobDefinition,
  claimed: ClaimedJob,
  signal: AbortSignal,
): Promise<End> {
  const { record, lease } = claimed;
  try {
    const payload = definition.payload.safeParse(record.payload);
    if (!payload.success) throw payloadInvalid(record.kind);
    const context: JobContext = {
      jobId: record.id,
      principal: (await deps.refresh?.(claimed.principal)) ?? claimed.principal,
      attempt: record.attempts,
      signal,
      report: sparingly(deps.clock, (progress) => deps.queue.report(lease, progress)),
    };
    signal.throwIfAborted();
    return { state: 'done', result: await definition.handle(context, payload.data) };
  } catch (error) {
    return whyEnded(deps, claimed, signal, error);
  }
}

function whyEnded({ clock, onError }: JobWorkerDeps, { record }: ClaimedJob, signal: AbortSignal, error: unknown): End {
  const reason: unknown = signal.aborted ? signal.reason : null;
  const code = MedidaError.isInstance(reason) ? reason.code : null;
  if (code === 'JOB_LEASE_LOST') return 'let go';
  if (code === 'STOPPING') return 'give back';
  if (code === 'JOB_CANCELLED') return { state: 'cancelled' };
  // What nobody foresaw is only in the log: the record tells people no more than that it happened.
  if (!MedidaError.isInstance(error)) onError?.(error);
  const report = reportError(error);
  const hopeless = report.blame === 'input' || report.blame === 'policy' || record.attempts >= record.maxAttempts;
  const retryAt = hopeless ? null : new Date(clock.now().getTime() + backOff(record.attempts));
  return { state: 'failed', error: report, retryAt };
}

async function settle(
  { database, queue, clock, onError }: JobWorkerDeps,
  claimed: ClaimedJob,
  end: End,
): Promise<void> {
  const { lease, record } = claimed;
  if (end === 'let go') return;
  const write = async () => {
    if (end === 'give back') return queue.release(lease, clock.now());
    const act = {
      action: `job.${end.state}`,
      target: { type: 'job', id: record.id },
      details: { kind: record.kind, attempt: record.attempts, ...(end.state === 'failed' && { code: end.error.code }) },
    };
    await database.transact(systemPrincipal(record.workspaceId, 'jobs'), act, (tx) =>
      queue.settle(tx, lease, end, clock.now()),
    );
  };
  for (let tries = 1; ; tries += 1) {
    try {
      return await write();
    } catch (error) {
      // Taken over, or the database stays away: then the lease runs out and another worker does it again.
      if (tries >= SETTLE_ATTEMPTS || codeOf(error) !== 'DATABASE_UNAVAILABLE') return onError?.(error);
      await clock.wait(1_000 * tries);
    }
  }
}

/** Renews the lease until `ended`; aborts the work when somebody cancels it or the lease is lost. */
async function beat(
  deps: JobWorkerDeps & JobTimes,
  { lease }: ClaimedJob,
  control: AbortController,
  ended: AbortSignal,
): Promise<void> {
  const { clock, queue, heartbeatMs, leaseMs } = deps;
  let confirmed = clock.monotonic();
  while (!ended.aborted) {
    await clock.wait(heartbeatMs, ended).catch(() => undefined);
    if (ended.aborted) return;
    try {
      const state = await queue.heartbeat(lease, new Date(clock.now().getTime() + leaseMs));
      confirmed = clock.monotonic();
      if (state === 'cancel') control.abort(jobCancelled());
      if (state === 'lost') return control.abort(leaseLost());
    } catch (error) {
      deps.onError?.(error);
      if (clock.monotonic() - confirmed >= leaseMs) return control.abort(leaseLost());
    }
  }
}

/** Drops reports that follow too soon, but never a new stage nor the last item of one. */
export function sparingly(clock: Clock, report: (progress: JobProgress) => Promise<void>): JobContext['report'] {
  let last = Number.NEGATIVE_INFINITY;
  let stage = '';
  return async (progress) => {
    const now = clock.monotonic();
    const due = now - last >= REPORT_EVERY_MS || progress.stage !== stage || progress.done === progress.total;
    if (!due) return;
    last = now;
    stage = progress.stage;
    await report(progress);
  };
}

function codeOf(error: unknown): string | null {
  return MedidaError.isInstance(error) ? error.code : null;
}
