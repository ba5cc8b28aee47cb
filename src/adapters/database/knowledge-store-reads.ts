/** What people read of documents; permission is part of every query. */

import { and, asc, count, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import type {
  Chunk,
  Document,
  DocumentCounts,
  DocumentFilter,
  DocumentState,
  DocumentVersion,
  KnowledgeStore,
} from '#domain/knowledge/ports';
import type { Id } from '#kernel/id';
import type { Language } from '#kernel/language';
import type { Principal } from '#kernel/principal';
import type { ReadTx } from '#kernel/transact';
import { unpackLayout } from './knowledge-store-layout.ts';
import { visibleDocuments } from './knowledge-store-visible.ts';
import { audience, chunk, document, documentVersion, knowledgeBase } from './schema/index.ts';
import { drizzleOf } from './transaction.ts';
import { toArray } from './visible-audiences.ts';

type ReadMethods =
  | 'keptOriginals'
  | 'fingerprints'
  | 'listDocuments'
  | 'countDocuments'
  | 'findDocument'
  | 'listVersions'
  | 'readVersion'
  | 'listChunks';

const versionColumns = {
  id: documentVersion.id,
  documentId: documentVersion.documentId,
  number: documentVersion.number,
  title: documentVersion.title,
  originalHash: documentVersion.originalHash,
  textHash: documentVersion.textHash,
  pipeline: documentVersion.pipeline,
  mediaType: documentVersion.mediaType,
  sizeBytes: documentVersion.sizeBytes,
  language: documentVersion.language,
  pageCount: documentVersion.pageCount,
  createdAt: documentVersion.createdAt,
};

export const readMethods: Pick<KnowledgeStore, ReadMethods> = {
  async keptOriginals(tx, hashes) {
    const asked = sql`${sql.param(toArray(hashes))}::text[]`;
    const { rows } = await drizzleOf(tx).execute<{ hash: string }>(sql`
      SELECT original_hash AS hash FROM document_version WHERE original_hash = ANY (${asked})
      UNION SELECT tried_hash FROM document WHERE tried_hash = ANY (${asked})`);
    return new Set(rows.map(({ hash }) => hash));
  },

  async fingerprints(tx, sourceId) {
    const rows = await drizzleOf(tx)
      .select({ document, groupIds: audience.groupIds })
      .from(document)
      .innerJoin(audience, eq(audience.id, document.audienceId))
      .where(eq(document.sourceId, sourceId))
      .orderBy(asc(sql`${document.name} COLLATE "C"`));
    return rows.map(({ document: row, groupIds }) => ({
      documentId: row.id,
      name: row.name,
      originalHash: row.triedHash,
      pipeline: row.triedPipeline,
      failed: row.state === 'failed',
      groupIds,
      version: row.version,
      sizeBytes: row.sizeBytes,
    }));
  },

  listDocuments: async (tx, principal, filter) =>
    (await select(tx, principal, matching(filter)).limit(filter.limit)).map(toDocument),

  async countDocuments(tx, principal) {
    const rows = await drizzleOf(tx)
      .select({
        id: document.knowledgeBaseId,
        documents: count(),
        failed: sql<number>`(count(*) FILTER (WHERE ${document.state} = 'failed'))::integer`,
      })
      .from(document)
      .innerJoin(knowledgeBase, eq(knowledgeBase.id, document.knowledgeBaseId))
      .innerJoin(audience, eq(audience.id, document.audienceId))
      .where(visibleDocuments(principal))
      .groupBy(document.knowledgeBaseId);
    return new Map(rows.map(({ id, documents, failed }): [Id, DocumentCounts] => [id, { documents, failed }]));
  },

  async findDocument(tx, principal, documentId) {
    const [row] = await select(tx, principal, eq(document.id, documentId)).limit(1);
    return row === undefined ? null : toDocument(row);
  },

  async listVersions(tx, principal, documentId) {
    if ((await readMethods.findDocument(tx, principal, documentId)) === null) return [];
    const rows = await drizzleOf(tx)
      .select(versionColumns)
      .from(documentVersion)
      .where(eq(documentVersion.documentId, documentId))
      .orderBy(asc(documentVersion.number));
    return rows.map(toVersion);
  },

  async readVersion(tx, principal, documentId, number) {
    const [row] = await drizzleOf(tx)
      .select({
        name: document.name,
        version: versionColumns,
        text: documentVersion.text,
        layout: documentVersion.layout,
      })
      .from(documentVersion)
      .innerJoin(document, eq(document.id, documentVersion.documentId))
      .innerJoin(knowledgeBase, eq(knowledgeBase.id, document.knowledgeBaseId))
      .innerJoin(audience, eq(audience.id, document.audienceId))
      .where(and(visibleDocuments(principal), eq(document.id, documentId), eq(documentVersion.number, number)));
    if (row === undefined) return null;
    return { name: row.name, version: toVersion(row.version), text: row.text, ...(await unpackLayout(row.layout)) };
  },

  async listChunks(tx, principal, documentId) {
    const rows = await drizzleOf(tx)
      .select({ chunk })
      .from(chunk)
      .innerJoin(document, eq(document.serial, chunk.document))
      .innerJoin(knowledgeBase, eq(knowledgeBase.id, document.knowledgeBaseId))
      .innerJoin(audience, eq(audience.id, document.audienceId))
      .where(and(visibleDocuments(principal), eq(document.id, documentId)))
      .orderBy(asc(chunk.ordinal));
    return rows.map(({ chunk: { document: _document, audienceId: _audience, language, ...rest } }): Chunk => {
      return { ...rest, language: language as Language };
    });
  },
};

function select(tx: ReadTx, principal: Principal, condition: SQL | undefined) {
  return drizzleOf(tx)
    .select({ document, groupIds: audience.groupIds })
    .from(document)
    .innerJoin(knowledgeBase, eq(knowledgeBase.id, document.knowledgeBaseId))
    .innerJoin(audience, eq(audience.id, document.audienceId))
    .where(and(visibleDocuments(principal), condition))
    .orderBy(asc(sql`${document.name} COLLATE "C"`), asc(document.id));
}

function matching({ knowledgeBaseIds, query, state, after }: DocumentFilter): SQL | undefined {
  const contains = (column: typeof document.name | typeof document.title) =>
    sql`position(lower(${query}) IN lower(${column})) > 0`;
  return and(
    knowledgeBaseIds && inArray(document.knowledgeBaseId, [...knowledgeBaseIds]),
    state && eq(document.state, state),
    query === undefined ? undefined : or(contains(document.name), contains(document.title)),
    after && sql`(${document.name} COLLATE "C", ${document.id}) > (${after.name}, ${after.id}::uuid)`,
  );
}

function toDocument({
  document: row,
  groupIds,
}: {
  readonly document: typeof document.$inferSelect;
  readonly groupIds: Id[];
}): Document {
  const { id, sourceId, knowledgeBaseId, name, title, version, mediaType } = row;
  const { pageCount, sizeBytes, chunkCount, updatedAt } = row;
  return {
    id,
    sourceId,
    knowledgeBaseId,
    name,
    title,
    state: row.state as DocumentState,
    failure: row.failure as Document['failure'],
    groupIds,
    version,
    language: row.language as Language | null,
    mediaType,
    pageCount,
    sizeBytes,
    chunkCount,
    updatedAt,
  };
}

function toVersion(row: Omit<DocumentVersion, 'language'> & { readonly language: string | null }): DocumentVersion {
  return { ...row, language: row.language as Language | null };
}
