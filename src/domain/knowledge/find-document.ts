import { require } from '#domain/access/index';
import { type Id, isId } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import type { Database } from '#kernel/transact';
import { documentNotFound } from './errors.ts';
import type { Document, DocumentVersion, KnowledgeBase, KnowledgeStore } from './ports.ts';

export interface DocumentDetail {
  readonly document: Document;
  readonly knowledgeBase: KnowledgeBase;
  /** Newest first. */
  readonly versions: readonly DocumentVersion[];
}

/** @throws NotFoundError `DOCUMENT_NOT_FOUND` */
export async function findDocument(
  deps: { readonly database: Database; readonly store: KnowledgeStore },
  { principal, documentId }: { readonly principal: Principal; readonly documentId: Id },
): Promise<DocumentDetail> {
  require(principal, 'document.read');
  if (!isId(documentId)) throw documentNotFound();
  return deps.database.read(principal, async (tx) => {
    const document = await deps.store.findDocument(tx, principal, documentId);
    const knowledgeBase = document && (await deps.store.findKnowledgeBase(tx, principal, document.knowledgeBaseId));
    if (!document || !knowledgeBase) throw documentNotFound();
    const versions = await deps.store.listVersions(tx, principal, documentId);
    return { document, knowledgeBase, versions: versions.toSorted((one, other) => other.number - one.number) };
  });
}
