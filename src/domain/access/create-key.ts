/** A new API key: shown once, kept as a hash, never able to do more than the one who makes it. */

import type { Clock } from '#kernel/clock';
import type { Id, NewId } from '#kernel/id';
import type { Principal, Role } from '#kernel/principal';
import type { Random } from '#kernel/random';
import type { Database, ReadTx } from '#kernel/transact';
import { groupsTooMany, invalid, notFound, roleTooHigh } from './errors.ts';
import { covers, require, requireAccount } from './permissions.ts';
import type { AccessStore, ApiKey } from './ports.ts';
import { createSecret, hashSecret, shownPart } from './secret.ts';
import { validName } from './text-fields.ts';

export interface CreateKeyDeps {
  readonly database: Database;
  readonly store: AccessStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly newId: NewId;
}

export interface NewKey {
  readonly name: string;
  /** `member` unless said otherwise, or one's own role where that is not covered. */
  readonly role?: Role;
  /** Some of one's own groups; all of them unless said otherwise. */
  readonly groupIds?: readonly Id[];
  readonly expiresAt?: Date;
}

/**
 * @returns the key as kept, and the secret, which cannot be had again
 * @throws PolicyError `NOT_PERMITTED`, `ACCOUNT_NEEDED`, `ROLE_TOO_HIGH`, `GROUPS_TOO_MANY`
 * @throws InputError `NAME_INVALID`, `EXPIRY_PAST`
 */
export async function createKey(
  deps: CreateKeyDeps,
  principal: Principal,
  input: NewKey,
): Promise<{ readonly key: ApiKey; readonly secret: string }> {
  require(principal, 'key.manage');
  requireAccount(principal, 'key.create');
  const secret = createSecret(deps.random, 'med');
  const key = describe(deps, principal, input, shownPart(secret));
  const { role, groupIds, expiresAt } = key;
  const details = { role, groups: groupIds, prefix: key.prefix, expiresAt: expiresAt?.toISOString() ?? null };
  const act = { action: 'key.create', target: { type: 'key', id: key.id }, details };
  return deps.database.transact(principal, act, async (tx) => {
    await checkAgainstNow(deps.store, tx, principal, key);
    await deps.store.createKey(tx, key, hashSecret(secret));
    return { key, secret };
  });
}

function describe(deps: CreateKeyDeps, principal: Principal, input: NewKey, prefix: string): ApiKey {
  const now = deps.clock.now();
  if (input.expiresAt !== undefined && !(input.expiresAt.getTime() > now.getTime()))
    throw invalid('EXPIRY_PAST', 'The key would have expired before it exists.', 'Give a time in the future.');
  return {
    id: deps.newId(),
    workspaceId: principal.workspaceId,
    name: validName(input.name),
    prefix,
    role: input.role ?? (covers(principal.role, 'member') ? 'member' : principal.role),
    groupIds: [...new Set(input.groupIds ?? principal.groupIds)].sort(),
    createdBy: principal.id,
    createdAt: now,
    expiresAt: input.expiresAt ?? null,
    revokedAt: null,
    lastUsedAt: null,
  };
}

/** The maker is read again inside the transaction: what was taken away a moment ago is not handed on. */
async function checkAgainstNow(store: AccessStore, tx: ReadTx, principal: Principal, key: ApiKey): Promise<void> {
  const maker = await store.findMember(tx, principal.workspaceId, principal.id);
  if (maker === null) throw notFound('member');
  if (!covers(maker.role, key.role)) throw roleTooHigh(key.role);
  if (key.groupIds.some((id) => !maker.groupIds.includes(id))) throw groupsTooMany();
}
