import { require } from '#domain/access/index';
import { type Id, isId } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import type { Database } from '#kernel/transact';
import { documentNotFound } from './errors.ts';
import type { KnowledgeStore } from './ports.ts';

/**
 * Removes a document with all its versions. A document of a folder comes back at the next ingestion if its file is
 * still there. @throws NotFoundError `DOCUMENT_NOT_FOUND`
 */
export async function removeDocument(
  deps: { readonly database: Database; readonly store: KnowledgeStore },
  { principal, documentId }: { readonly principal: Principal; readonly documentId: Id },
): Promise<void> {
  require(principal, 'knowledge.write');
  if (!isId(documentId)) throw documentNotFound();
  const act = { action: 'document.remove', target: { type: 'document', id: documentId } };
  await deps.database.transact(principal, act, async (tx) => {
    const document = await deps.store.findDocument(tx, principal, documentId);
    if (document === null) throw documentNotFound();
    tx.describe({ knowledgeBase: document.knowledgeBaseId, versions: document.version });
    await deps.store.removeDocument(tx, documentId);
  });
}
