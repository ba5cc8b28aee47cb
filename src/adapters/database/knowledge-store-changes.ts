/** What ingestion and curation change: a document, its versions and its place in the index, all or nothing. */

import { and, eq, inArray, or, sql } from 'drizzle-orm';
import {
  type DocumentFailure,
  type DocumentPlace,
  documentChangedMeanwhile,
  type KnowledgeStore,
} from '#domain/knowledge/ports';
import type { Id } from '#kernel/id';
import type { WriteTx } from '#kernel/transact';
import { ensureAudience, lockKnowledgeBase } from './knowledge-store-audience.ts';
import { addToIndex, moveInIndex, removeFromIndex } from './knowledge-store-index.ts';
import { packLayout } from './knowledge-store-layout.ts';
import { audience, document, documentVersion } from './schema/index.ts';
import { drizzleOf } from './transaction.ts';

type ChangeMethods = 'saveVersion' | 'saveFailure' | 'removeDocument' | 'setDocumentGroups';

interface Filed {
  readonly workspaceId: Id;
  readonly audienceId: number;
  /** The document as it stands, when it does. */
  readonly before: typeof document.$inferSelect | null;
}

export const changeMethods: Pick<KnowledgeStore, ChangeMethods> = {
  async saveVersion(tx, place, added) {
    const { version, text, chunks } = added;
    const layout = await packLayout(added);
    const { workspaceId, audienceId, before } = await file(tx, place);
    if (version.number !== (before?.version ?? 0) + 1) throw documentChangedMeanwhile();
    if (before) await removeFromIndex(tx, before.serial, before.audienceId);
    const { title, language, mediaType, pageCount, sizeBytes } = version;
    const serial = await write(tx, before, {
      ...withoutGroups(place),
      workspaceId,
      audienceId,
      state: 'ready',
      failure: null,
      triedHash: version.originalHash,
      triedPipeline: version.pipeline,
      version: version.number,
      title,
      language,
      mediaType,
      pageCount,
      sizeBytes,
      chunkCount: chunks.length,
      updatedAt: version.createdAt,
    });
    await drizzleOf(tx)
      .insert(documentVersion)
      .values({ ...version, workspaceId, documentId: place.id, text, layout });
    await addToIndex(tx, serial, audienceId, added);
    await moveIndexVersions(tx, [audienceId, before?.audienceId]);
  },

  async saveFailure(tx, place, failure) {
    const { workspaceId, audienceId, before } = await file(tx, place);
    if (before && before.audienceId !== audienceId) await move(tx, before, audienceId);
    await write(tx, before, {
      ...withoutGroups(place),
      ...(before === null || before.version === 0 ? nothingRead(place, failure) : {}),
      workspaceId,
      audienceId,
      state: 'failed',
      failure: { code: failure.code, message: failure.message, remedy: failure.remedy },
      triedHash: failure.originalHash,
      triedPipeline: failure.pipeline,
      updatedAt: failure.at,
    });
  },

  async removeDocument(tx, documentId) {
    const found = await locked(tx, documentId);
    if (found === null) return;
    await removeFromIndex(tx, found.serial, found.audienceId);
    await drizzleOf(tx).delete(document).where(eq(document.id, documentId));
    await moveIndexVersions(tx, [found.audienceId]);
  },

  async setDocumentGroups(tx, documentId, groupIds) {
    const found = await locked(tx, documentId);
    if (found === null) return;
    const audienceId = await ensureAudience(tx, found.workspaceId, found.knowledgeBaseId, groupIds);
    if (audienceId === found.audienceId) return;
    await move(tx, found, audienceId);
    if (found.chunkCount === 0) await moveIndexVersions(tx, [found.audienceId, audienceId]);
  },
};

/** Locks the knowledge base and finds what stands under the place's id and under its name: one document, or none. */
async function file(tx: WriteTx, place: DocumentPlace): Promise<Filed> {
  const workspaceId = await lockKnowledgeBase(tx, place.knowledgeBaseId);
  const audienceId = await ensureAudience(tx, workspaceId, place.knowledgeBaseId, place.groupIds);
  const found = await drizzleOf(tx)
    .select()
    .from(document)
    .where(or(eq(document.id, place.id), and(eq(document.sourceId, place.sourceId), eq(document.name, place.name))));
  const [before = null] = found;
  const same = before === null || (before.id === place.id && before.sourceId === place.sourceId);
  if (!same || found.length > 1) throw documentChangedMeanwhile();
  return { workspaceId, audienceId, before };
}

async function locked(tx: WriteTx, documentId: Id) {
  const byId = () => drizzleOf(tx).select().from(document).where(eq(document.id, documentId));
  const [seen] = await byId();
  if (seen === undefined) return null;
  await lockKnowledgeBase(tx, seen.knowledgeBaseId);
  const [found] = await byId();
  return found ?? null;
}

async function move(tx: WriteTx, before: typeof document.$inferSelect, audienceId: number): Promise<void> {
  await drizzleOf(tx).update(document).set({ audienceId }).where(eq(document.id, before.id));
  await moveInIndex(tx, before.serial, before.audienceId, audienceId);
  if (before.chunkCount > 0) await moveIndexVersions(tx, [before.audienceId, audienceId]);
}

/** Returns the document's serial. */
async function write(
  tx: WriteTx,
  before: Filed['before'],
  values: Partial<typeof document.$inferInsert> & Pick<typeof document.$inferInsert, 'id'>,
): Promise<number> {
  if (before !== null) {
    await drizzleOf(tx).update(document).set(values).where(eq(document.id, before.id));
    return before.serial;
  }
  const [made] = await drizzleOf(tx)
    .insert(document)
    .values(values as typeof document.$inferInsert)
    .returning({ serial: document.serial });
  if (made === undefined) throw documentChangedMeanwhile();
  return made.serial;
}

function withoutGroups({ id, sourceId, knowledgeBaseId, name }: DocumentPlace) {
  return { id, sourceId, knowledgeBaseId, name };
}

function nothingRead({ name }: DocumentPlace, { mediaType, sizeBytes }: DocumentFailure) {
  const title = name.slice(name.lastIndexOf('/') + 1);
  return { version: 0, title, language: null, mediaType, pageCount: null, sizeBytes, chunkCount: 0 };
}

/** Counted by audience: who may see none of these audiences cannot learn from a version that something changed. */
async function moveIndexVersions(tx: WriteTx, audienceIds: readonly (number | undefined)[]): Promise<void> {
  const ids = [...new Set(audienceIds.filter((id) => id !== undefined))].sort((one, other) => one - other);
  await drizzleOf(tx)
    .update(audience)
    .set({ indexVersion: sql`${audience.indexVersion} + 1` })
    .where(inArray(audience.id, ids));
}
