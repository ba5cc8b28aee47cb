/**
 * Documents and the lexical index over them.
 *
 * An audience is one distinct set of reader groups inside one knowledge base. Chunks, postings and statistics carry
 * their audience's small number, so that permission is a predicate on an index column, and the statistics of what a
 * person may see are sums over the audiences visible to them.
 */

import { sql } from 'drizzle-orm';
import {
  bigint,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  serial,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { workspace } from './access.ts';
import { bytea, instant } from './columns.ts';

export const knowledgeBase = pgTable(
  'knowledge_base',
  {
    id: uuid('id').primaryKey(),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspace.id),
    name: text('name').notNull(),
    title: text('title').notNull(),
    groupIds: uuid('group_ids').array().notNull(),
    /** Changes of the knowledge base itself; those of its documents are counted by their audiences. */
    indexVersion: bigint('index_version', { mode: 'number' }).notNull().default(0),
  },
  (table) => [uniqueIndex('knowledge_base_name').on(table.workspaceId, table.name)],
);

export const source = pgTable(
  'source',
  {
    id: uuid('id').primaryKey(),
    workspaceId: uuid('workspace_id').notNull(),
    knowledgeBaseId: uuid('knowledge_base_id')
      .notNull()
      .references(() => knowledgeBase.id),
    kind: text('kind').notNull(),
    location: text('location').notNull(),
  },
  (table) => [uniqueIndex('source_location').on(table.knowledgeBaseId, table.location)],
);

export const audience = pgTable(
  'audience',
  {
    id: serial('id').primaryKey(),
    workspaceId: uuid('workspace_id').notNull(),
    knowledgeBaseId: uuid('knowledge_base_id')
      .notNull()
      .references(() => knowledgeBase.id),
    /** Sorted, without duplicates. */
    groupIds: uuid('group_ids').array().notNull(),
    /** Chunks of this audience and the sum of their lengths in terms. */
    chunks: bigint('chunks', { mode: 'number' }).notNull().default(0),
    totalLength: bigint('total_length', { mode: 'number' }).notNull().default(0),
    /** Counts up with every change that a search of this audience could notice. */
    indexVersion: bigint('index_version', { mode: 'number' }).notNull().default(0),
  },
  (table) => [unique('audience_groups').on(table.knowledgeBaseId, table.groupIds)],
);

export const document = pgTable(
  'document',
  {
    id: uuid('id').primaryKey(),
    /** Internal number used by postings and vectors. */
    serial: serial('serial').notNull().unique(),
    workspaceId: uuid('workspace_id').notNull(),
    knowledgeBaseId: uuid('knowledge_base_id')
      .notNull()
      .references(() => knowledgeBase.id),
    sourceId: uuid('source_id')
      .notNull()
      .references(() => source.id),
    name: text('name').notNull(),
    audienceId: integer('audience_id')
      .notNull()
      .references(() => audience.id),
    state: text('state').notNull(),
    failure: jsonb('failure'),
    /** Hash and pipeline of the newest bytes that were tried, whether or not they could be read. */
    triedHash: text('tried_hash'),
    triedPipeline: text('tried_pipeline'),
    version: integer('version').notNull().default(0),
    title: text('title').notNull(),
    language: text('language'),
    mediaType: text('media_type').notNull(),
    pageCount: integer('page_count'),
    sizeBytes: bigint('size_bytes', { mode: 'number' }).notNull(),
    chunkCount: integer('chunk_count').notNull().default(0),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('document_name').on(table.sourceId, table.name),
    index('document_audience').on(table.audienceId),
    index('document_listing').on(table.workspaceId, table.knowledgeBaseId, table.name),
  ],
);

export const documentVersion = pgTable(
  'document_version',
  {
    id: uuid('id').primaryKey(),
    workspaceId: uuid('workspace_id').notNull(),
    documentId: uuid('document_id')
      .notNull()
      .references(() => document.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    title: text('title').notNull(),
    originalHash: text('original_hash').notNull(),
    textHash: text('text_hash').notNull(),
    pipeline: text('pipeline').notNull(),
    mediaType: text('media_type').notNull(),
    sizeBytes: bigint('size_bytes', { mode: 'number' }).notNull(),
    language: text('language'),
    pageCount: integer('page_count'),
    createdAt: instant('created_at').notNull(),
    text: text('text').notNull(),
    /** Deflated JSON of `{blocks, boxes, pages}`. */
    layout: bytea('layout').notNull(),
  },
  (table) => [uniqueIndex('document_version_number').on(table.documentId, table.number)],
);

/** Chunks of current versions only; a citation needs nothing but a version and offsets. */
export const chunk = pgTable(
  'chunk',
  {
    document: integer('document')
      .notNull()
      .references(() => document.serial, { onDelete: 'cascade' }),
    ordinal: integer('ordinal').notNull(),
    audienceId: integer('audience_id')
      .notNull()
      .references(() => audience.id),
    start: integer('start').notNull(),
    end: integer('end').notNull(),
    pageStart: integer('page_start'),
    pageEnd: integer('page_end'),
    tokens: integer('tokens').notNull(),
    language: text('language').notNull(),
    headings: text('headings').array().notNull().default(sql`'{}'::text[]`),
    text: text('text').notNull(),
  },
  (table) => [primaryKey({ columns: [table.document, table.ordinal] }), index('chunk_audience').on(table.audienceId)],
);

/** One row per term and document; the arrays run over the document's chunks that hold the term. */
export const posting = pgTable(
  'posting',
  {
    term: text('term').notNull(),
    audienceId: integer('audience_id').notNull(),
    document: integer('document')
      .notNull()
      .references(() => document.serial, { onDelete: 'cascade' }),
    ordinals: integer('ordinals').array().notNull(),
    frequencies: real('frequencies').array().notNull(),
    lengths: integer('lengths').array().notNull(),
  },
  (table) => [index('posting_term').on(table.term, table.audienceId), index('posting_document').on(table.document)],
);

/** In how many chunks of an audience a term occurs. */
export const termStatistic = pgTable(
  'term_statistic',
  {
    term: text('term').notNull(),
    audienceId: integer('audience_id')
      .notNull()
      .references(() => audience.id),
    chunks: integer('chunks').notNull(),
  },
  (table) => [primaryKey({ columns: [table.term, table.audienceId] })],
);
