/** A principal that was written down, as it is now: what was taken away since is gone. For work that was queued. */

import type { Principal } from '#kernel/principal';
import { type AuthenticateDeps, keyPrincipal } from './authenticate.ts';
import { keyInvalid, sessionEnded } from './errors.ts';
import { memberPrincipal } from './member-principal.ts';

/** @throws AuthenticationError `SESSION_ENDED` when the member is gone, `KEY_INVALID` when the key has ended */
export function refreshPrincipal(deps: AuthenticateDeps, principal: Principal): Promise<Principal> {
  const { kind, id, workspaceId } = principal;
  return deps.database.read(principal, async (tx) => {
    if (kind === 'account') {
      const member = await deps.store.findMember(tx, workspaceId, id);
      if (member === null) throw sessionEnded();
      return memberPrincipal(workspaceId, member);
    }
    if (kind === 'system') return principal;
    const key = (await deps.store.listKeys(tx, workspaceId)).find((each) => each.id === id);
    if (key === undefined) throw keyInvalid();
    return keyPrincipal(deps, tx, key);
  });
}
