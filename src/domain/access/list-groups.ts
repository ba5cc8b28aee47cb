import type { Principal } from '#kernel/principal';
import type { Database } from '#kernel/transact';
import { can } from './permissions.ts';
import type { AccessStore, Group } from './ports.ts';

/** All groups for roles that may read them; for the others only their own. */
export function listGroups(
  deps: { readonly database: Database; readonly store: AccessStore },
  principal: Principal,
): Promise<readonly Group[]> {
  return deps.database.read(principal, async (tx) => {
    const groups = await deps.store.listGroups(tx, principal.workspaceId);
    return can(principal, 'group.read') ? groups : groups.filter((group) => principal.groupIds.includes(group.id));
  });
}
