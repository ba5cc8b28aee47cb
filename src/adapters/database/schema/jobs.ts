/** The job table: a lease with a heartbeat, attempts with back-off, a cancel flag, a dead letter mark. */

import { boolean, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant, json } from './columns.ts';

export const job = pgTable(
  'job',
  {
    id: uuid('id').primaryKey(),
    workspaceId: uuid('workspace_id').notNull(),
    kind: text('kind').notNull(),
    payload: json('payload').notNull(),
    /** The principal on whose behalf it runs. */
    principal: json('principal').notNull(),
    state: text('state').notNull(),
    progress: json('progress'),
    result: json('result'),
    error: json('error'),
    attempts: integer('attempts').notNull().default(0),
    maxAttempts: integer('max_attempts').notNull(),
    cancelRequested: boolean('cancel_requested').notNull().default(false),
    dead: boolean('dead').notNull().default(false),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    /** Not claimed before this: the back-off after a failed attempt. */
    runAfter: instant('run_after').notNull(),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
    leaseOwner: text('lease_owner'),
    leaseUntil: instant('lease_until'),
  },
  (table) => [
    index('job_claim').on(table.state, table.runAfter),
    index('job_workspace').on(table.workspaceId, table.createdAt),
  ],
);
