/** Takes jobs from the queue and runs them, a few at a time; or runs one at once, without a queue. */

import type { NewId } from '#kernel/id';
import type { JobContext, JobDefinition, JobProgress } from '#kernel/job';
import { payloadInvalid } from '#kernel/job-errors';
import type { Json } from '#kernel/json';
import type { Principal } from '#kernel/principal';
import { type JobTimes, type JobWorkerDeps, runClaimedJob } from './run-claimed-job.ts';

export interface RunJobsDeps extends JobWorkerDeps {
  readonly definitions: readonly JobDefinition[];
  readonly newId: NewId;
}

export interface RunJobsOptions extends Partial<JobTimes> {
  readonly concurrency?: number;
  /** How often the queue is asked when nobody says that there is something in it. */
  readonly pollMs?: number;
  /** This process is the only one that works on the queue: what was active at its start is nobody's any more. */
  readonly sole?: boolean;
}

export interface JobRunner {
  /** There may be something in the queue. */
  wake(): void;
  /** Stops the running jobs, gives them back to the queue and resolves when all have ended. */
  stop(): Promise<void>;
}

const TIMES: JobTimes = { leaseMs: 30_000, heartbeatMs: 2_000 };

export function runJobs(deps: RunJobsDeps, options: RunJobsOptions = {}): JobRunner {
  const { concurrency = 1, pollMs = 1_000 } = options;
  const stop = new AbortController();
  const running = new Set<Promise<void>>();
  let bell = new AbortController();

  const wake = () => bell.abort();
  const run = (claimed: Claimed) => {
    const attempt = runClaimedJob(claimed.deps, claimed.definition, claimed.job, stop.signal)
      .catch((error: unknown) => deps.onError?.(error))
      .finally(() => {
        running.delete(attempt);
        wake();
      });
    running.add(attempt);
  };
  const fill = async () => {
    while (running.size < concurrency && !stop.signal.aborted) {
      const claimed = await claimNext(deps, options);
      if (claimed === null) return;
      run(claimed);
    }
  };
  let reclaimed = options.sole !== true;
  const work = async () => {
    if (!reclaimed) await deps.queue.expireLeases(deps.clock.now());
    reclaimed = true;
    await fill();
  };
  const loop = async () => {
    while (!stop.signal.aborted) {
      bell = new AbortController();
      await work().catch((error: unknown) => deps.onError?.(error));
      await deps.clock.wait(pollMs, AbortSignal.any([stop.signal, bell.signal])).catch(() => undefined);
    }
  };
  const looping = loop();

  return {
    wake,
    stop: async () => {
      stop.abort();
      await looping;
      await Promise.all(running);
    },
  };
}

/** Runs what can be run now, one after the other, and tells how many that were. */
export async function drainJobs(deps: RunJobsDeps, options: RunJobsOptions = {}): Promise<number> {
  const never = new AbortController().signal;
  for (let count = 0; ; count += 1) {
    const claimed = await claimNext(deps, options);
    if (claimed === null) return count;
    await runClaimedJob(claimed.deps, claimed.definition, claimed.job, never);
  }
}

/** The same work without a queue: no record, no lease, one attempt. */
export async function runNow<Payload extends Json, Result extends Json>(
  newId: NewId,
  definition: JobDefinition<Payload, Result>,
  call: {
    readonly payload: Payload;
    readonly principal: Principal;
    readonly signal?: AbortSignal;
    report?(progress: JobProgress): void;
  },
): Promise<Result> {
  const payload = definition.payload.safeParse(call.payload);
  if (!payload.success) throw payloadInvalid(definition.kind);
  const context: JobContext = {
    jobId: newId(),
    principal: call.principal,
    attempt: 1,
    signal: call.signal ?? new AbortController().signal,
    report: async (progress) => call.report?.(progress),
  };
  return definition.handle(context, payload.data);
}

type Claimed = NonNullable<Awaited<ReturnType<typeof claimNext>>>;

async function claimNext(deps: RunJobsDeps, options: RunJobsOptions) {
  const times = { leaseMs: options.leaseMs ?? TIMES.leaseMs, heartbeatMs: options.heartbeatMs ?? TIMES.heartbeatMs };
  const at = deps.clock.now();
  const job = await deps.queue.claim({
    kinds: deps.definitions.map(({ kind }) => kind),
    token: deps.newId(),
    at,
    leaseUntil: new Date(at.getTime() + times.leaseMs),
  });
  const definition = deps.definitions.find(({ kind }) => kind === job?.record.kind);
  return job === null || definition === undefined ? null : { job, definition, deps: { ...deps, ...times } };
}
