import { require } from '#domain/access/index';
import type { Id } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import type { Database } from '#kernel/transact';
import { groupsMissing } from './errors.ts';
import type { KnowledgeBase, KnowledgeStore } from './ports.ts';
import { knowledgeBaseIn } from './resolve-knowledge-base.ts';

/**
 * Who may read a knowledge base at all. The groups of its documents stay as they are: both have to allow.
 * @throws NotFoundError `KNOWLEDGE_BASE_NOT_FOUND`
 * @throws InputError `GROUPS_MISSING`
 */
export async function setKnowledgeBaseGroups(
  deps: { readonly database: Database; readonly store: KnowledgeStore },
  input: { readonly principal: Principal; readonly knowledgeBase: string; readonly groupIds: readonly Id[] },
): Promise<KnowledgeBase> {
  const { principal, groupIds } = input;
  require(principal, 'knowledge.write');
  if (groupIds.length === 0) throw groupsMissing();
  const { id } = await deps.database.read(principal, (tx) => knowledgeBaseIn(tx, deps.store, input));
  const act = {
    action: 'knowledge-base.regroup',
    target: { type: 'knowledge-base', id },
    details: { groups: [...groupIds] },
  };
  return deps.database.transact(principal, act, async (tx) => {
    const found = await knowledgeBaseIn(tx, deps.store, { principal, knowledgeBase: id });
    await deps.store.setKnowledgeBaseGroups(tx, id, groupIds);
    return { ...found, groupIds, indexVersion: found.indexVersion + 1 };
  });
}
