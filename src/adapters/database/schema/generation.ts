/** Questions, their answers, and what people said about them. */

import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { workspace } from './access.ts';
import { instant } from './columns.ts';

export const interaction = pgTable(
  'interaction',
  {
    id: uuid('id').primaryKey(),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspace.id),
    askedBy: text('asked_by').notNull(),
    askedAt: instant('asked_at').notNull(),
    channel: text('channel').notNull(),
    answer: jsonb('answer').notNull(),
  },
  (table) => [index('interaction_time').on(table.workspaceId, table.askedAt)],
);

export const feedback = pgTable(
  'feedback',
  {
    id: uuid('id').primaryKey(),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspace.id),
    interactionId: uuid('interaction_id')
      .notNull()
      .references(() => interaction.id),
    givenBy: text('given_by').notNull(),
    givenAt: instant('given_at').notNull(),
    rating: text('rating'),
    reason: text('reason'),
    comment: text('comment'),
    correction: text('correction'),
  },
  (table) => [index('feedback_interaction').on(table.interactionId)],
);
