import type { Principal } from '#kernel/principal';
import type { Database, ReadTx } from '#kernel/transact';
import { knowledgeBaseNotFound } from './errors.ts';
import type { KnowledgeBase, KnowledgeStore } from './ports.ts';

/** By id or name. @throws NotFoundError `KNOWLEDGE_BASE_NOT_FOUND` when absent or not visible to the principal */
export async function resolveKnowledgeBase(
  deps: { readonly database: Database; readonly store: KnowledgeStore },
  input: { readonly principal: Principal; readonly knowledgeBase: string },
): Promise<KnowledgeBase> {
  return deps.database.read(input.principal, (tx) => knowledgeBaseIn(tx, deps.store, input));
}

/** The same inside a running transaction. */
export async function knowledgeBaseIn(
  tx: ReadTx,
  store: KnowledgeStore,
  { principal, knowledgeBase }: { readonly principal: Principal; readonly knowledgeBase: string },
): Promise<KnowledgeBase> {
  const found = await store.findKnowledgeBase(tx, principal, knowledgeBase);
  if (found === null) throw knowledgeBaseNotFound();
  return found;
}
