/** Embedding spaces and the vectors of current chunks. */

import { foreignKey, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { vector } from './columns.ts';
import { chunk } from './knowledge.ts';

export const embeddingSpace = pgTable(
  'embedding_space',
  {
    id: uuid('id').primaryKey(),
    workspaceId: uuid('workspace_id').notNull(),
    model: text('model').notNull(),
    dimensions: integer('dimensions').notNull(),
  },
  (table) => [uniqueIndex('embedding_space_model').on(table.workspaceId, table.model, table.dimensions)],
);

export const chunkVector = pgTable(
  'chunk_vector',
  {
    spaceId: uuid('space_id')
      .notNull()
      .references(() => embeddingSpace.id),
    document: integer('document').notNull(),
    ordinal: integer('ordinal').notNull(),
    embedding: vector('embedding').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.spaceId, table.document, table.ordinal] }),
    foreignKey({ columns: [table.document, table.ordinal], foreignColumns: [chunk.document, chunk.ordinal] }).onDelete(
      'cascade',
    ),
  ],
);
