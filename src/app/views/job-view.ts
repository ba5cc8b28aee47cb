/** A job as it looks outside: its payload stays inside. */

import { z } from 'zod';
import { jobErrorView } from './error-view.ts';

const moment = z.iso.datetime();

export const jobProgressView = z
  .object({
    stage: z.string(),
    done: z.int().nonnegative(),
    total: z.int().nonnegative().nullable(),
    item: z.string().optional(),
    failed: z.int().nonnegative().optional(),
  })
  .meta({ id: 'JobProgress' });

export const jobState = z.enum(['queued', 'active', 'done', 'failed', 'cancelled']).meta({ id: 'JobState' });

export const jobView = z
  .object({
    id: z.string(),
    kind: z.string(),
    state: jobState,
    /** All attempts are used up; it waits for a person. */
    dead: z.boolean(),
    progress: z.union([jobProgressView, z.null()]),
    /** What the job made; an ingestion's is an `IngestReport`. Null for whoever did not start it. */
    result: z.unknown(),
    error: z.union([jobErrorView, z.null()]),
    attempts: z.int().nonnegative(),
    cancelRequested: z.boolean(),
    createdAt: moment,
    startedAt: moment.nullable(),
    finishedAt: moment.nullable(),
  })
  .meta({ id: 'Job' });
export type JobView = z.infer<typeof jobView>;

export const jobQuery = z.object({
  state: jobState.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type JobQuery = z.infer<typeof jobQuery>;
