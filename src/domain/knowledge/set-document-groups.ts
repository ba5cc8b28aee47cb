import { require } from '#domain/access/index';
import { type Id, isId } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import type { Database } from '#kernel/transact';
import { documentNotFound, groupsMissing } from './errors.ts';
import type { KnowledgeStore } from './ports.ts';

/**
 * Who may see a document, from the next query on.
 * @throws NotFoundError `DOCUMENT_NOT_FOUND`
 * @throws InputError `GROUPS_MISSING`
 */
export async function setDocumentGroups(
  deps: { readonly database: Database; readonly store: KnowledgeStore },
  input: { readonly principal: Principal; readonly documentId: Id; readonly groupIds: readonly Id[] },
): Promise<void> {
  const { principal, documentId, groupIds } = input;
  require(principal, 'knowledge.write');
  if (!isId(documentId)) throw documentNotFound();
  if (groupIds.length === 0) throw groupsMissing();
  const act = {
    action: 'document.regroup',
    target: { type: 'document', id: documentId },
    details: { groups: [...groupIds] },
  };
  await deps.database.transact(principal, act, async (tx) => {
    if ((await deps.store.findDocument(tx, principal, documentId)) === null) throw documentNotFound();
    await deps.store.setDocumentGroups(tx, documentId, groupIds);
  });
}
