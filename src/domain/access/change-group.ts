/** Who is in a group, and so who sees the documents that name it. Takes effect on the member's next request. */

import type { Id } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import type { Database, WriteTx } from '#kernel/transact';
import { invalid, notFound } from './errors.ts';
import { require } from './permissions.ts';
import type { AccessStore } from './ports.ts';

export interface ChangeGroupDeps {
  readonly database: Database;
  readonly store: AccessStore;
}

export interface GroupPlace {
  readonly groupId: Id;
  readonly accountId: Id;
}

/** Adding somebody twice changes nothing.
 * @throws PolicyError `NOT_PERMITTED`
 * @throws NotFoundError `GROUP_NOT_FOUND`, `MEMBER_NOT_FOUND`
 * @throws InputError `GROUP_FIXED`
 */
export async function addToGroup(deps: ChangeGroupDeps, principal: Principal, input: GroupPlace): Promise<void> {
  await change(deps, principal, input, 'group.add-member', deps.store.addToGroup);
}

/** Removing somebody who is not in it changes nothing.
 * @throws PolicyError `NOT_PERMITTED`
 * @throws NotFoundError `GROUP_NOT_FOUND`, `MEMBER_NOT_FOUND`
 * @throws InputError `GROUP_FIXED`
 */
export async function removeFromGroup(deps: ChangeGroupDeps, principal: Principal, input: GroupPlace): Promise<void> {
  await change(deps, principal, input, 'group.remove-member', deps.store.removeFromGroup);
}

async function change(
  deps: ChangeGroupDeps,
  principal: Principal,
  input: GroupPlace,
  action: string,
  write: (tx: WriteTx, workspaceId: Id, groupId: Id, accountId: Id) => Promise<void>,
): Promise<void> {
  require(principal, 'group.manage');
  const { workspaceId } = principal;
  const act = { action, target: { type: 'group', id: input.groupId }, details: { account: input.accountId } };
  await deps.database.transact(principal, act, async (tx) => {
    const group = (await deps.store.listGroups(tx, workspaceId)).find((each) => each.id === input.groupId);
    if (group === undefined) throw notFound('group');
    if (group.everyone)
      throw invalid('GROUP_FIXED', 'Every member is in this group, always.', 'Use a group of your own for a part.');
    if ((await deps.store.findMember(tx, workspaceId, input.accountId)) === null) throw notFound('member');
    await write(tx, workspaceId, input.groupId, input.accountId);
  });
}
