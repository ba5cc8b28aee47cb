import type { Principal } from '#kernel/principal';
import type { Database } from '#kernel/transact';
import type { DocumentCounts, KnowledgeBase, KnowledgeStore } from './ports.ts';

/** Those that the principal may see, by name, with how many of their documents it may see. */
export async function listKnowledgeBases(
  deps: { readonly database: Database; readonly store: KnowledgeStore },
  { principal }: { readonly principal: Principal },
): Promise<readonly (KnowledgeBase & DocumentCounts)[]> {
  return deps.database.read(principal, async (tx) => {
    const counts = await deps.store.countDocuments(tx, principal);
    const found = await deps.store.listKnowledgeBases(tx, principal);
    return found.map((one) => ({ ...one, ...(counts.get(one.id) ?? { documents: 0, failed: 0 }) }));
  });
}
