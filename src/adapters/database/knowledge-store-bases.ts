/** Knowledge bases and their sources. */

import { and, asc, eq, getTableColumns, or, sql } from 'drizzle-orm';
import {
  documentChangedMeanwhile,
  type KnowledgeBase,
  type KnowledgeStore,
  type Source,
  type SourceKind,
} from '#domain/knowledge/ports';
import { isId } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import { lockKnowledgeBase, sortedIds } from './knowledge-store-audience.ts';
import { visibleBases } from './knowledge-store-visible.ts';
import { knowledgeBase, source } from './schema/index.ts';
import { drizzleOf } from './transaction.ts';
import { toArray } from './visible-audiences.ts';

type BaseMethods =
  | 'createKnowledgeBase'
  | 'setKnowledgeBaseGroups'
  | 'listKnowledgeBases'
  | 'findKnowledgeBase'
  | 'ensureSource'
  | 'adoptSource'
  | 'listSources';

export const baseMethods: Pick<KnowledgeStore, BaseMethods> = {
  async createKnowledgeBase(tx, base) {
    const made = await drizzleOf(tx)
      .insert(knowledgeBase)
      .values({ ...base, groupIds: sortedIds(base.groupIds) })
      .onConflictDoNothing({ target: [knowledgeBase.workspaceId, knowledgeBase.name] });
    return made.rowCount === 1;
  },

  async setKnowledgeBaseGroups(tx, id, groupIds) {
    await drizzleOf(tx)
      .update(knowledgeBase)
      .set({ groupIds: sortedIds(groupIds), indexVersion: sql`${knowledgeBase.indexVersion} + 1` })
      .where(eq(knowledgeBase.id, id));
  },

  async listKnowledgeBases(tx, principal): Promise<KnowledgeBase[]> {
    return drizzleOf(tx)
      .select(asSeenBy(principal))
      .from(knowledgeBase)
      .where(visibleBases(principal))
      .orderBy(asc(sql`${knowledgeBase.name} COLLATE "C"`));
  },

  async findKnowledgeBase(tx, principal, idOrName): Promise<KnowledgeBase | null> {
    const byName = eq(knowledgeBase.name, idOrName);
    const [found] = await drizzleOf(tx)
      .select(asSeenBy(principal))
      .from(knowledgeBase)
      .where(and(visibleBases(principal), isId(idOrName) ? or(eq(knowledgeBase.id, idOrName), byName) : byName))
      .limit(1);
    return found ?? null;
  },

  async ensureSource(tx, wanted) {
    await drizzleOf(tx).execute(sql`
      INSERT INTO source (id, workspace_id, knowledge_base_id, kind, location)
      SELECT ${wanted.id}::uuid, base.workspace_id, base.id, ${wanted.kind}, ${wanted.location}
      FROM knowledge_base AS base WHERE base.id = ${wanted.knowledgeBaseId}::uuid
      ON CONFLICT (knowledge_base_id, location) DO NOTHING`);
    const [found] = await drizzleOf(tx)
      .select()
      .from(source)
      .where(and(eq(source.knowledgeBaseId, wanted.knowledgeBaseId), eq(source.location, wanted.location)));
    return found === undefined ? wanted : toSource(found);
  },

  async adoptSource(tx, sourceId, into, prefix) {
    await lockKnowledgeBase(tx, into.knowledgeBaseId);
    const queries = drizzleOf(tx);
    const { rows } = await queries.execute<{ taken: boolean }>(sql`
      SELECT EXISTS (SELECT FROM document AS inside JOIN document AS outside
        ON outside.source_id = ${into.id}::uuid AND outside.name = ${prefix}::text || inside.name
        WHERE inside.source_id = ${sourceId}::uuid) AS taken`);
    if (rows[0]?.taken === true) throw documentChangedMeanwhile();
    await queries.execute(sql`
      UPDATE document SET source_id = ${into.id}::uuid, name = ${prefix}::text || name
      WHERE source_id = ${sourceId}::uuid`);
    await queries.delete(source).where(eq(source.id, sourceId));
  },

  async listSources(tx, knowledgeBaseId) {
    const found = await drizzleOf(tx)
      .select()
      .from(source)
      .where(eq(source.knowledgeBaseId, knowledgeBaseId))
      .orderBy(asc(source.id));
    return found.map(toSource);
  },
};

/** Its version counts only changes that the principal could notice: those of audiences to which it belongs. */
function asSeenBy(principal: Principal) {
  const groups = sql`${toArray(principal.groupIds)}::uuid[]`;
  return {
    ...getTableColumns(knowledgeBase),
    indexVersion: sql<number>`(knowledge_base.index_version + (
      SELECT coalesce(sum(audience.index_version), 0) FROM audience
      WHERE audience.knowledge_base_id = knowledge_base.id AND audience.group_ids && ${groups}))::float8`,
  };
}

function toSource({ id, knowledgeBaseId, kind, location }: typeof source.$inferSelect): Source {
  return { id, knowledgeBaseId, kind: kind as SourceKind, location };
}
