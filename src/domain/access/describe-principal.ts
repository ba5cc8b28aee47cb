/** Who the caller is, for an interface: names instead of ids, and what the role permits. */

import type { Principal, Role } from '#kernel/principal';
import type { Database } from '#kernel/transact';
import { sessionEnded } from './errors.ts';
import { type Action, permissionsOf } from './permissions.ts';
import type { AccessStore, Account, Group, Workspace } from './ports.ts';

export interface Identity {
  /** Null for an API key. */
  readonly account: Account | null;
  readonly workspace: Workspace;
  readonly role: Role;
  readonly groups: readonly Group[];
  readonly permissions: readonly Action[];
}

/** @throws AuthenticationError `SESSION_ENDED` when the workspace or the account is gone */
export function describePrincipal(
  deps: { readonly database: Database; readonly store: AccessStore },
  principal: Principal,
): Promise<Identity> {
  const { workspaceId, role, groupIds } = principal;
  return deps.database.read(principal, async (tx) => {
    const workspace = await deps.store.findWorkspace(tx, workspaceId);
    const member = principal.kind === 'account' ? await deps.store.findMember(tx, workspaceId, principal.id) : null;
    if (workspace === null || (principal.kind === 'account' && member === null)) throw sessionEnded();
    const groups = (await deps.store.listGroups(tx, workspaceId)).filter((group) => groupIds.includes(group.id));
    return { account: member?.account ?? null, workspace, role, groups, permissions: permissionsOf(role) };
  });
}
