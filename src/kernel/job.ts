/**
 * Long work. A job is defined once (kind, payload schema, handler) and can run at once or be queued.
 * "done" is recorded after the effect is visible; a lease that is not renewed lets another worker take over.
 */

import type { z } from 'zod';
import type { ErrorReport } from './errors.ts';
import type { Id } from './id.ts';
import type { Json } from './json.ts';
import type { Principal } from './principal.ts';
import type { ReadTx, WriteTx } from './transact.ts';

export type JobState = 'queued' | 'active' | 'done' | 'failed' | 'cancelled';

export interface JobProgress {
  /** What is being done now, as a stable word: `planning`, `parsing`, `indexing`. */
  readonly stage: string;
  readonly done: number;
  /** Null while not yet known. */
  readonly total: number | null;
  /** The item in hand, for people: a document name. */
  readonly item?: string;
  /** Items that failed without stopping the job. */
  readonly failed?: number;
}

export interface JobRecord {
  readonly id: Id;
  readonly workspaceId: Id;
  readonly kind: string;
  readonly payload: Json;
  readonly state: JobState;
  readonly progress: JobProgress | null;
  readonly result: Json;
  readonly error: ErrorReport | null;
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly cancelRequested: boolean;
  /** True once `maxAttempts` is used up: kept for a person to look at, never retried by itself. */
  readonly dead: boolean;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

export interface JobContext {
  readonly jobId: Id;
  readonly principal: Principal;
  /** 1 on the first try. */
  readonly attempt: number;
  /** Aborts when somebody cancels, when the lease is lost, or at shutdown. */
  readonly signal: AbortSignal;
  report(progress: JobProgress): Promise<void>;
}

export interface JobDefinition<Payload extends Json = Json, Result extends Json = Json> {
  readonly kind: string;
  readonly payload: z.ZodType<Payload>;
  readonly maxAttempts: number;
  handle(context: JobContext, payload: Payload): Promise<Result>;
}

export interface NewJob {
  readonly id: Id;
  readonly kind: string;
  /** A job that concerns a knowledge base names it here as `knowledgeBaseId`; see `JobFilter.within`. */
  readonly payload: Json;
  /** On whose behalf it runs; the job belongs to their workspace. */
  readonly principal: Principal;
  readonly maxAttempts: number;
}

export interface JobFilter {
  readonly state?: JobState;
  readonly kind?: string;
  /** Only jobs that one of these started, or that concern one of these knowledge bases. */
  readonly within?: { readonly createdBy: string; readonly knowledgeBaseIds: readonly Id[] };
  readonly limit: number;
}

/** The right to work on a job until it runs out; a job taken over by another worker has another token. */
export interface JobLease {
  readonly jobId: Id;
  readonly token: string;
}

export interface ClaimedJob {
  readonly lease: JobLease;
  readonly record: JobRecord;
  readonly principal: Principal;
}

export type JobOutcome =
  | { readonly state: 'done'; readonly result: Json }
  /** Queued again for `retryAt`, or failed for good when that is null. */
  | { readonly state: 'failed'; readonly error: ErrorReport; readonly retryAt: Date | null }
  | { readonly state: 'cancelled' };

/**
 * The table of jobs. What people ask for and how a job ends runs inside an audited transaction; leases, signs of life
 * and progress are operational and write no audit entry.
 */
export interface JobQueue {
  enqueue(tx: WriteTx, job: NewJob, at: Date): Promise<void>;
  find(tx: ReadTx, workspaceId: Id, id: Id): Promise<JobRecord | null>;
  /** Newest first. */
  list(tx: ReadTx, workspaceId: Id, filter: JobFilter): Promise<readonly JobRecord[]>;
  /** A queued job is cancelled at once, an active one is asked to stop. False when absent or already ended. */
  requestCancel(tx: WriteTx, workspaceId: Id, id: Id, at: Date): Promise<boolean>;
  /** Queues a failed or cancelled job again, with all its attempts before it. False when absent or not ended so. */
  retry(tx: WriteTx, workspaceId: Id, id: Id, at: Date): Promise<boolean>;
  /**
   * Ends an attempt, only if the lease is still held.
   * @throws StorageError `JOB_LEASE_LOST` when another worker has the job, or nobody
   */
  settle(tx: WriteTx, lease: JobLease, outcome: JobOutcome, at: Date): Promise<void>;

  /**
   * Takes the next job that may run, of all workspaces: queued and due, or active with a lease that ran out.
   * A job whose lease ran out on its last attempt is failed and marked dead instead.
   */
  claim(claim: {
    readonly kinds: readonly string[];
    readonly token: string;
    readonly at: Date;
    readonly leaseUntil: Date;
  }): Promise<ClaimedJob | null>;
  /** Renews the lease. */
  heartbeat(lease: JobLease, leaseUntil: Date): Promise<'held' | 'cancel' | 'lost'>;
  report(lease: JobLease, progress: JobProgress): Promise<void>;
  /** Gives the job back at shutdown, as if this attempt had not been. */
  release(lease: JobLease, at: Date): Promise<void>;
  /** Lets every lease run out: for the sole owner of a data folder, at start, since whoever held them is gone. */
  expireLeases(at: Date): Promise<void>;
}
