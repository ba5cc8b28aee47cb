/** Changing a member's role and removing a member, under the rule that a workspace keeps an owner. */

import type { Clock } from '#kernel/clock';
import type { Id } from '#kernel/id';
import type { Principal, Role } from '#kernel/principal';
import type { Database, WriteTx } from '#kernel/transact';
import { lastOwner, notFound, roleTooHigh } from './errors.ts';
import { covers, require } from './permissions.ts';
import type { AccessStore, Member } from './ports.ts';

export interface ChangeMemberDeps {
  readonly database: Database;
  readonly store: AccessStore;
  readonly clock: Clock;
}

/** Takes effect on the member's next request, and on that of the keys they made.
 * @throws PolicyError `NOT_PERMITTED`, `ROLE_TOO_HIGH`, `LAST_OWNER`
 * @throws NotFoundError `MEMBER_NOT_FOUND`
 */
export async function changeRole(
  deps: ChangeMemberDeps,
  principal: Principal,
  input: { readonly accountId: Id; readonly role: Role },
): Promise<Member> {
  require(principal, 'member.manage');
  if (!covers(principal.role, input.role)) throw roleTooHigh(input.role);
  const act = { action: 'member.change-role', target: { type: 'account', id: input.accountId } };
  return deps.database.transact(principal, act, async (tx) => {
    const member = await holdMember(deps.store, tx, principal, input.accountId);
    if (input.role !== 'owner') await keepAnOwner(deps.store, tx, principal.workspaceId, member);
    tx.describe({ from: member.role, to: input.role });
    await deps.store.saveMember(tx, principal.workspaceId, input.accountId, input.role);
    return { ...member, role: input.role };
  });
}

/** Ends their sessions and links and revokes the keys they made; what they asked and did stays on record.
 * @throws PolicyError `NOT_PERMITTED`, `ROLE_TOO_HIGH`, `LAST_OWNER`
 * @throws NotFoundError `MEMBER_NOT_FOUND`
 */
export async function removeMember(deps: ChangeMemberDeps, principal: Principal, accountId: Id): Promise<void> {
  require(principal, 'member.manage');
  const act = { action: 'member.remove', target: { type: 'account', id: accountId } };
  await deps.database.transact(principal, act, async (tx) => {
    const member = await holdMember(deps.store, tx, principal, accountId);
    await keepAnOwner(deps.store, tx, principal.workspaceId, member);
    const keys = await deps.store.revokeKeysOf(tx, principal.workspaceId, accountId, deps.clock.now());
    tx.describe({ role: member.role, revokedKeys: keys });
    await deps.store.removeMember(tx, principal.workspaceId, accountId);
  });
}

/** Locks first: two owners who remove each other at the same moment must not both succeed. */
async function holdMember(store: AccessStore, tx: WriteTx, principal: Principal, accountId: Id): Promise<Member> {
  await store.lockWorkspace(tx, principal.workspaceId);
  const member = await store.findMember(tx, principal.workspaceId, accountId);
  if (member === null) throw notFound('member');
  if (!covers(principal.role, member.role)) throw roleTooHigh(member.role);
  return member;
}

async function keepAnOwner(store: AccessStore, tx: WriteTx, workspaceId: Id, leaving: Member): Promise<void> {
  if (leaving.role !== 'owner') return;
  const members = await store.listMembers(tx, workspaceId);
  if (members.filter((member) => member.role === 'owner').length < 2) throw lastOwner();
}
