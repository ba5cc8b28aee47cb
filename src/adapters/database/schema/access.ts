/** Workspaces, accounts, members, groups, and the secrets that let somebody in (hashes only). */

import { boolean, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

export const workspace = pgTable('workspace', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull().unique(),
  title: text('title').notNull(),
  createdAt: instant('created_at').notNull(),
});

export const account = pgTable('account', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  email: text('email'),
});

export const member = pgTable(
  'member',
  {
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspace.id),
    accountId: uuid('account_id')
      .notNull()
      .references(() => account.id),
    role: text('role').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.accountId] })],
);

export const group = pgTable(
  'group',
  {
    id: uuid('id').primaryKey(),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspace.id),
    name: text('name').notNull(),
    everyone: boolean('everyone').notNull().default(false),
  },
  (table) => [uniqueIndex('group_name').on(table.workspaceId, table.name)],
);

export const groupMember = pgTable(
  'group_member',
  {
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspace.id),
    groupId: uuid('group_id')
      .notNull()
      .references(() => group.id),
    accountId: uuid('account_id')
      .notNull()
      .references(() => account.id),
  },
  (table) => [primaryKey({ columns: [table.groupId, table.accountId] })],
);

export const apiKey = pgTable(
  'api_key',
  {
    id: uuid('id').primaryKey(),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspace.id),
    name: text('name').notNull(),
    prefix: text('prefix').notNull(),
    hash: text('hash').notNull().unique(),
    role: text('role').notNull(),
    groupIds: uuid('group_ids').array().notNull(),
    createdBy: uuid('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at'),
    revokedAt: instant('revoked_at'),
    lastUsedAt: instant('last_used_at'),
  },
  (table) => [index('api_key_workspace').on(table.workspaceId)],
);

export const loginLink = pgTable('login_link', {
  hash: text('hash').primaryKey(),
  workspaceId: uuid('workspace_id')
    .notNull()
    .references(() => workspace.id),
  accountId: uuid('account_id')
    .notNull()
    .references(() => account.id),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
});

export const session = pgTable('session', {
  hash: text('hash').primaryKey(),
  workspaceId: uuid('workspace_id')
    .notNull()
    .references(() => workspace.id),
  accountId: uuid('account_id')
    .notNull()
    .references(() => account.id),
  expiresAt: instant('expires_at').notNull(),
});
