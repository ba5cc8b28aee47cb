/** Signing out. */

import type { Principal } from '#kernel/principal';
import type { Database } from '#kernel/transact';
import type { AccessStore } from './ports.ts';
import { hashSecret } from './secret.ts';

export function endSession(
  deps: { readonly database: Database; readonly store: AccessStore },
  principal: Principal,
  token: string,
): Promise<void> {
  const act = { action: 'session.end', target: { type: 'account', id: principal.id } };
  return deps.database.transact(principal, act, (tx) =>
    deps.store.endSession(tx, principal.workspaceId, hashSecret(token)),
  );
}
