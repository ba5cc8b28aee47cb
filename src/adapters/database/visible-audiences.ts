/** Permission as a predicate: which audiences a principal may search. */

import { type SQL, sql } from 'drizzle-orm';
import type { SearchScope } from '#domain/retrieval/ports';

/**
 * A query that gives id, chunks, total_length and index_version of each audience in scope: in the principal's workspace, in a
 * knowledge base that one of the principal's groups may read, and readable by one of the principal's groups itself.
 */
export function visibleAudiences({ principal, knowledgeBaseIds }: SearchScope): SQL {
  const groups = sql`${sql.param(toArray(principal.groupIds))}::uuid[]`;
  const asked =
    knowledgeBaseIds === null ? sql`` : sql`AND base.id = ANY (${sql.param(toArray(knowledgeBaseIds))}::uuid[])`;
  return sql`
    SELECT audience.id, audience.chunks, audience.total_length, audience.index_version
    FROM audience JOIN knowledge_base AS base ON base.id = audience.knowledge_base_id
    WHERE audience.workspace_id = ${principal.workspaceId}::uuid AND base.workspace_id = ${principal.workspaceId}::uuid
      AND base.group_ids && ${groups} AND audience.group_ids && ${groups} ${asked}`;
}

/** The ids alone, worked out once per statement, as an array that an index scan can use. */
export function visibleAudienceIds(scope: SearchScope): SQL {
  return sql`ARRAY(SELECT visible.id FROM (${visibleAudiences(scope)}) AS visible)`;
}

/** An array literal of PostgreSQL, for values without quotes, commas or backslashes: ids and numbers. */
export function toArray(values: Iterable<string | number>): string {
  return `{${Array.from(values).join(',')}}`;
}
