/** Whoever can open the data folder itself acts as the owner of the first workspace; no secret could add to that. */

import type { Principal } from '#kernel/principal';
import type { Database } from '#kernel/transact';
import { EVERYWHERE } from './everywhere.ts';
import { memberPrincipal } from './member-principal.ts';
import type { AccessStore } from './ports.ts';

/** Null before the first start has made a workspace. */
export function operatorPrincipal(deps: {
  readonly database: Database;
  readonly store: AccessStore;
}): Promise<Principal | null> {
  return deps.database.read(EVERYWHERE, async (tx) => {
    const workspace = await deps.store.firstWorkspace(tx);
    if (workspace === null) return null;
    const members = await deps.store.listMembers(tx, workspace.id);
    const owner = members.find((member) => member.role === 'owner');
    return owner === undefined ? null : memberPrincipal(workspace.id, owner);
  });
}
