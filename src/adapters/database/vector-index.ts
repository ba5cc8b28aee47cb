/** Vectors of chunks, one space per embedding model; exact cosine similarity over what is visible. */

import { sql } from 'drizzle-orm';
import type { ChunkKey, EmbeddingSpace, ScoredChunk, SearchScope, VectorIndex } from '#domain/retrieval/ports';
import type { Id } from '#kernel/id';
import type { ReadTx, WriteTx } from '#kernel/transact';
import { drizzleOf } from './transaction.ts';
import { toArray, visibleAudienceIds } from './visible-audiences.ts';

type SavedVector = Parameters<VectorIndex['save']>[2][number];

export function createVectorIndex(): VectorIndex {
  return { findSpace, ensureSpace, missing, save, search, similarities };
}

async function findSpace(tx: ReadTx, workspaceId: Id, model: string, dimensions: number) {
  const { rows } = await drizzleOf(tx).execute<{ id: Id; model: string; dimensions: number }>(sql`
    SELECT id, model, dimensions FROM embedding_space
    WHERE workspace_id = ${workspaceId}::uuid AND model = ${model} AND dimensions = ${dimensions}`);
  return rows[0] ?? null;
}

async function ensureSpace(tx: WriteTx, workspaceId: Id, space: EmbeddingSpace): Promise<EmbeddingSpace> {
  const { id, model, dimensions } = space;
  await drizzleOf(tx).execute(sql`
    INSERT INTO embedding_space (id, workspace_id, model, dimensions)
    VALUES (${id}::uuid, ${workspaceId}::uuid, ${model}, ${dimensions})
    ON CONFLICT (workspace_id, model, dimensions) DO NOTHING`);
  return (await findSpace(tx, workspaceId, model, dimensions)) ?? space;
}

async function missing(tx: ReadTx, workspaceId: Id, spaceId: Id, limit: number) {
  const { rows } = await drizzleOf(tx).execute<{ document: number; ordinal: number; text: string }>(sql`
    SELECT chunk.document, chunk.ordinal, chunk.text
    FROM chunk JOIN audience ON audience.id = chunk.audience_id
    WHERE audience.workspace_id = ${workspaceId}::uuid AND NOT EXISTS (
      SELECT FROM chunk_vector AS known
      WHERE known.space_id = ${spaceId}::uuid AND known.document = chunk.document AND known.ordinal = chunk.ordinal)
    ORDER BY chunk.document, chunk.ordinal
    LIMIT ${limit}`);
  return rows;
}

async function save(tx: WriteTx, spaceId: Id, vectors: readonly SavedVector[]): Promise<void> {
  if (vectors.length === 0) return;
  await drizzleOf(tx).execute(sql`
    INSERT INTO chunk_vector (space_id, document, ordinal, embedding)
    SELECT ${spaceId}::uuid, chunk.document, chunk.ordinal, made.embedding::vector
    FROM unnest(${toArray(vectors.map(({ document }) => document))}::int[],
      ${toArray(vectors.map(({ ordinal }) => ordinal))}::int[],
      ${sql.param(vectors.map(({ text }) => text))}::text[],
      ${sql.param(vectors.map(({ vector }) => toVector(vector)))}::text[]) AS made (document, ordinal, text, embedding)
    JOIN chunk ON chunk.document = made.document AND chunk.ordinal = made.ordinal AND chunk.text = made.text
    ON CONFLICT (space_id, document, ordinal) DO UPDATE SET embedding = excluded.embedding`);
}

async function search(
  tx: ReadTx,
  scope: SearchScope,
  spaceId: Id,
  vector: Float32Array,
  limit: number,
): Promise<readonly ScoredChunk[]> {
  const { rows } = await drizzleOf(tx).execute<{ document: number; ordinal: number; score: number }>(sql`
    SELECT known.document, known.ordinal, 1 - (known.embedding <=> ${toVector(vector)}::vector) AS score
    FROM chunk_vector AS known
    JOIN chunk ON chunk.document = known.document AND chunk.ordinal = known.ordinal
    WHERE known.space_id = ${spaceId}::uuid AND chunk.audience_id = ANY (${visibleAudienceIds(scope)})
    ORDER BY score DESC, known.document, known.ordinal
    LIMIT ${limit}`);
  return rows;
}

async function similarities(
  tx: ReadTx,
  scope: SearchScope,
  spaceId: Id,
  vector: Float32Array,
  keys: readonly ChunkKey[],
): Promise<readonly ScoredChunk[]> {
  if (keys.length === 0) return [];
  const { rows } = await drizzleOf(tx).execute<{ document: number; ordinal: number; score: number }>(sql`
    SELECT known.document, known.ordinal, 1 - (known.embedding <=> ${toVector(vector)}::vector) AS score
    FROM unnest(${toArray(keys.map(({ document }) => document))}::int[],
      ${toArray(keys.map(({ ordinal }) => ordinal))}::int[]) AS asked (document, ordinal)
    JOIN chunk_vector AS known ON known.document = asked.document AND known.ordinal = asked.ordinal
    JOIN chunk ON chunk.document = known.document AND chunk.ordinal = known.ordinal
    WHERE known.space_id = ${spaceId}::uuid AND chunk.audience_id = ANY (${visibleAudienceIds(scope)})
    ORDER BY score DESC, known.document, known.ordinal`);
  return rows;
}

function toVector(vector: Float32Array): string {
  return `[${Array.from(vector).join(',')}]`;
}
