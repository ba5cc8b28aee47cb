/** Permission as a predicate of every query for people. */

import { and, arrayOverlaps, eq, type SQL, sql } from 'drizzle-orm';
import type { Principal } from '#kernel/principal';
import { audience, document, knowledgeBase } from './schema/index.ts';
import { toArray } from './visible-audiences.ts';

/** Knowledge bases of the principal's workspace that one of its groups may read. */
export function visibleBases({ workspaceId, groupIds }: Principal): SQL | undefined {
  const groups = sql`${toArray(groupIds)}::uuid[]`;
  return and(eq(knowledgeBase.workspaceId, workspaceId), arrayOverlaps(knowledgeBase.groupIds, groups));
}

/** Documents in those that one of its groups may see; in a query that joins document, knowledge base and audience. */
export function visibleDocuments(principal: Principal): SQL | undefined {
  const groups = sql`${toArray(principal.groupIds)}::uuid[]`;
  return and(
    eq(document.workspaceId, principal.workspaceId),
    visibleBases(principal),
    arrayOverlaps(audience.groupIds, groups),
  );
}
