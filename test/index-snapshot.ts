/** Reads everything that a search reads of one knowledge base, straight from the tables. */

import { sql } from 'drizzle-orm';
import { drizzleOf } from '#adapters/database/transaction';
import type { IndexSnapshot } from '#domain/knowledge/testing';
import type { Id } from '#kernel/id';
import { systemPrincipal } from '#kernel/principal';
import type { Database } from '#kernel/transact';

export function readIndexSnapshot(database: Database, workspaceId: Id, knowledgeBaseId: Id): Promise<IndexSnapshot> {
  return database.read(systemPrincipal(workspaceId, 'test'), async (tx) => {
    const rows = async <Row>(query: ReturnType<typeof sql>) =>
      (await drizzleOf(tx).execute<Record<string, unknown>>(query)).rows as readonly Row[];
    const audiences = await rows<IndexSnapshot['audiences'][number]>(sql`
      SELECT group_ids AS "groupIds", audience.chunks::integer AS chunks, total_length::integer AS "totalLength",
        (SELECT coalesce(json_agg(json_build_array(term, known.chunks) ORDER BY term COLLATE "C"), '[]')
          FROM term_statistic AS known WHERE known.audience_id = audience.id) AS terms
      FROM audience WHERE knowledge_base_id = ${knowledgeBaseId}
        AND (audience.chunks <> 0 OR total_length <> 0
          OR EXISTS (SELECT FROM term_statistic AS known WHERE known.audience_id = audience.id))
      ORDER BY group_ids`);
    const chunks = await rows<IndexSnapshot['chunks'][number]>(sql`
      SELECT document.id AS "documentId", ordinal, group_ids AS "groupIds"
      FROM chunk JOIN document ON document.serial = chunk.document JOIN audience ON audience.id = chunk.audience_id
      WHERE document.knowledge_base_id = ${knowledgeBaseId} ORDER BY document.id, ordinal`);
    const postings = await rows<IndexSnapshot['postings'][number]>(sql`
      SELECT document.id AS "documentId", group_ids AS "groupIds", term, ordinals, frequencies, lengths
      FROM posting JOIN document ON document.serial = posting.document
        JOIN audience ON audience.id = posting.audience_id
      WHERE document.knowledge_base_id = ${knowledgeBaseId} ORDER BY document.id, term COLLATE "C"`);
    return { audiences, chunks, postings };
  });
}
