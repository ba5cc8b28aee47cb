/** The append-only log: leaves that never change, payloads that can be erased, one row with the frontier. */

import { bigint, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

export const auditEntry = pgTable('audit_entry', {
  index: bigint('index', { mode: 'number' }).primaryKey(),
  workspaceId: uuid('workspace_id').notNull(),
  /** Text, never jsonb: jsonb would reorder and reprint what was hashed. */
  leaf: text('leaf').notNull(),
  leafHash: text('leaf_hash').notNull(),
});

export const auditPayload = pgTable('audit_payload', {
  index: bigint('index', { mode: 'number' })
    .primaryKey()
    .references(() => auditEntry.index),
  workspaceId: uuid('workspace_id').notNull(),
  salt: text('salt').notNull(),
  body: text('body'),
  personId: uuid('person_id'),
});

export const auditFrontier = pgTable('audit_frontier', {
  /** Always 1: there is one log. */
  id: integer('id').primaryKey(),
  size: bigint('size', { mode: 'number' }).notNull(),
  peaks: text('peaks').array().notNull(),
});

/** A person's own key, wrapped by the master key that stays outside the database; deleting the row erases the payloads. */
export const personKey = pgTable(
  'person_key',
  {
    workspaceId: uuid('workspace_id').notNull(),
    personId: uuid('person_id').notNull(),
    wrappedKey: text('wrapped_key').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.personId] })],
);
