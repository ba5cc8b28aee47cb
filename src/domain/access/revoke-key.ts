import type { Clock } from '#kernel/clock';
import type { Id } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import type { Database } from '#kernel/transact';
import { notFound } from './errors.ts';
import { require } from './permissions.ts';
import type { AccessStore } from './ports.ts';

/** Takes effect on the next request. @throws NotFoundError `KEY_NOT_FOUND`, for one that was revoked before too */
export async function revokeKey(
  deps: { readonly database: Database; readonly store: AccessStore; readonly clock: Clock },
  principal: Principal,
  keyId: Id,
): Promise<void> {
  require(principal, 'key.manage');
  const act = { action: 'key.revoke', target: { type: 'key', id: keyId } };
  await deps.database.transact(principal, act, async (tx) => {
    if (!(await deps.store.revokeKey(tx, principal.workspaceId, keyId, deps.clock.now()))) throw notFound('key');
  });
}
