import type { Principal } from '#kernel/principal';
import type { Database } from '#kernel/transact';
import { require } from './permissions.ts';
import type { AccessStore, ApiKey } from './ports.ts';

/** All of the workspace, revoked ones included, oldest first. @throws PolicyError `NOT_PERMITTED` */
export async function listKeys(
  deps: { readonly database: Database; readonly store: AccessStore },
  principal: Principal,
): Promise<readonly ApiKey[]> {
  require(principal, 'key.read');
  return deps.database.read(principal, (tx) => deps.store.listKeys(tx, principal.workspaceId));
}
