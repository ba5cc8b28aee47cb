import type { Principal } from '#kernel/principal';
import type { Database } from '#kernel/transact';
import { require } from './permissions.ts';
import type { AccessStore, Member } from './ports.ts';

/** In the order of joining. @throws PolicyError `NOT_PERMITTED` */
export async function listMembers(
  deps: { readonly database: Database; readonly store: AccessStore },
  principal: Principal,
): Promise<readonly Member[]> {
  require(principal, 'member.read');
  return deps.database.read(principal, (tx) => deps.store.listMembers(tx, principal.workspaceId));
}
