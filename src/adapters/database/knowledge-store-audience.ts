/** Audiences: one row for each distinct set of reader groups inside one knowledge base. */

import { sql } from 'drizzle-orm';
import { documentChangedMeanwhile } from '#domain/knowledge/ports';
import type { Id } from '#kernel/id';
import type { WriteTx } from '#kernel/transact';
import { drizzleOf } from './transaction.ts';
import { toArray } from './visible-audiences.ts';

/** In one order and without duplicates, so that equal sets are equal arrays. */
export function sortedIds(ids: readonly Id[]): Id[] {
  return [...new Set(ids)].sort();
}

/**
 * Changes of documents and statistics of one knowledge base happen one after the other: whoever calls this waits for
 * the transaction before it. Returns the workspace of the knowledge base.
 */
export async function lockKnowledgeBase(tx: WriteTx, id: Id): Promise<Id> {
  const { rows } = await drizzleOf(tx).execute<{ workspace: Id }>(sql`
    SELECT base.workspace_id AS workspace, pg_advisory_xact_lock(hashtextextended(base.id::text, 4747))
    FROM knowledge_base AS base WHERE base.id = ${id}::uuid`);
  const [row] = rows;
  if (row === undefined) throw documentChangedMeanwhile();
  return row.workspace;
}

/** The number of the audience with exactly these groups, made when it is new. The knowledge base must be locked. */
export async function ensureAudience(
  tx: WriteTx,
  workspaceId: Id,
  knowledgeBaseId: Id,
  groupIds: readonly Id[],
): Promise<number> {
  const groups = sql`${toArray(sortedIds(groupIds))}::uuid[]`;
  const found = await drizzleOf(tx).execute<{ id: number }>(sql`
    SELECT id FROM audience WHERE knowledge_base_id = ${knowledgeBaseId}::uuid AND group_ids = ${groups}`);
  const existing = found.rows[0]?.id;
  if (existing !== undefined) return existing;
  const made = await drizzleOf(tx).execute<{ id: number }>(sql`
    INSERT INTO audience (workspace_id, knowledge_base_id, group_ids)
    VALUES (${workspaceId}::uuid, ${knowledgeBaseId}::uuid, ${groups}) RETURNING id`);
  const id = made.rows[0]?.id;
  if (id === undefined) throw documentChangedMeanwhile();
  return id;
}
