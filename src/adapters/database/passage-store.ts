/** Chunks with the facts of their documents, for those who may see them. */

import { sql } from 'drizzle-orm';
import type { ChunkKey, PassageRecord, PassageStore, SearchScope } from '#domain/retrieval/ports';
import type { Id } from '#kernel/id';
import type { Language } from '#kernel/language';
import type { ReadTx } from '#kernel/transact';
import { drizzleOf } from './transaction.ts';
import { toArray, visibleAudienceIds, visibleAudiences } from './visible-audiences.ts';

type Row = {
  document: number;
  ordinal: number;
  document_id: Id;
  knowledge_base_id: Id;
  name: string;
  title: string;
  version: number;
  start: number;
  end: number;
  text: string;
  headings: string[];
  language: Language;
  page_start: number | null;
  page_end: number | null;
};

export function createPassageStore(): PassageStore {
  return { load, texts, indexVersion };
}

async function load(tx: ReadTx, scope: SearchScope, keys: readonly ChunkKey[]): Promise<readonly PassageRecord[]> {
  if (keys.length === 0) return [];
  const { rows } = await drizzleOf(tx).execute<Row>(sql`
    SELECT chunk.document, chunk.ordinal, document.id AS document_id, document.knowledge_base_id, document.name,
      document.title, document.version, chunk.start, chunk."end", chunk.text, chunk.headings, chunk.language,
      chunk.page_start, chunk.page_end
    FROM unnest(${toArray(keys.map(({ document }) => document))}::int[],
      ${toArray(keys.map(({ ordinal }) => ordinal))}::int[])
      WITH ORDINALITY AS asked (document, ordinal, place)
    JOIN chunk ON chunk.document = asked.document AND chunk.ordinal = asked.ordinal
    JOIN document ON document.serial = chunk.document
    WHERE chunk.audience_id = ANY (${visibleAudienceIds(scope)})
    ORDER BY asked.place`);
  return rows.map(({ document_id, knowledge_base_id, page_start, page_end, ...row }) => ({
    ...row,
    documentId: document_id,
    knowledgeBaseId: knowledge_base_id,
    pageStart: page_start,
    pageEnd: page_end,
  }));
}

async function texts(tx: ReadTx, scope: SearchScope, documents: readonly number[]) {
  const { rows } = await drizzleOf(tx).execute<{ serial: number; version: number; text: string }>(sql`
    SELECT document.serial, document.version, stored.text
    FROM document
    JOIN document_version AS stored ON stored.document_id = document.id AND stored.number = document.version
    WHERE document.serial = ANY (${toArray(documents)}::int[])
      AND document.audience_id = ANY (${visibleAudienceIds(scope)})`);
  return new Map(rows.map(({ serial, version, text }) => [serial, { version, text }]));
}

async function indexVersion(tx: ReadTx, scope: SearchScope): Promise<number> {
  const { principal, knowledgeBaseIds } = scope;
  const asked = knowledgeBaseIds === null ? sql`` : sql`AND id = ANY (${toArray(knowledgeBaseIds)}::uuid[])`;
  const { rows } = await drizzleOf(tx).execute<{ version: string }>(sql`
    SELECT (coalesce(sum(index_version), 0)
      + (SELECT coalesce(sum(visible.index_version), 0) FROM (${visibleAudiences(scope)}) AS visible))::text AS version
    FROM knowledge_base
    WHERE workspace_id = ${principal.workspaceId}::uuid
      AND group_ids && ${toArray(principal.groupIds)}::uuid[] ${asked}`);
  return Number(rows[0]?.version ?? 0);
}
