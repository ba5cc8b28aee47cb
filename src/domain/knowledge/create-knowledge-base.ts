import { require } from '#domain/access/index';
import { type Id, isId, type NewId } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import type { Database } from '#kernel/transact';
import { groupsMissing, nameNotUsable, nameTaken } from './errors.ts';
import type { KnowledgeBase, KnowledgeStore } from './ports.ts';

/** So that a name can be told from an id, typed in a shell and put into an address. */
const NAME = /^(?=.{1,100}$)[\p{Ll}\p{Nd}]+(?:-[\p{Ll}\p{Nd}]+)*$/u;
const LONGEST_TITLE = 200;

/**
 * @param input.groupIds groups whose members may read it; at least one
 * @throws PolicyError `NOT_PERMITTED`
 * @throws InputError `NAME_NOT_USABLE`, `TITLE_NOT_USABLE`, `NAME_TAKEN`, `GROUPS_MISSING`
 */
export async function createKnowledgeBase(
  deps: { readonly database: Database; readonly store: KnowledgeStore; readonly newId: NewId },
  input: {
    readonly principal: Principal;
    readonly name: string;
    readonly title?: string;
    readonly groupIds: readonly Id[];
  },
): Promise<KnowledgeBase> {
  const { principal, groupIds } = input;
  require(principal, 'knowledge.write');
  const name = input.name.normalize('NFC').trim();
  const title = input.title?.normalize('NFC').trim() || name;
  if (!NAME.test(name) || isId(name))
    throw nameNotUsable('name', 'has lower-case letters, digits and single hyphens, up to 100, and is no id');
  if (title.length > LONGEST_TITLE || /[\p{Cc}\p{Cs}]/u.test(title))
    throw nameNotUsable('title', `has at most ${LONGEST_TITLE} characters and no control characters`);
  if (groupIds.length === 0) throw groupsMissing();
  const { workspaceId } = principal;
  const knowledgeBase = { id: deps.newId(), workspaceId, name, title, groupIds, indexVersion: 0 };
  const act = {
    action: 'knowledge-base.create',
    target: { type: 'knowledge-base', id: knowledgeBase.id },
    details: { name, groups: [...groupIds] },
  };
  await deps.database.transact(principal, act, async (tx) => {
    if (!(await deps.store.createKnowledgeBase(tx, knowledgeBase))) throw nameTaken();
  });
  return knowledgeBase;
}
