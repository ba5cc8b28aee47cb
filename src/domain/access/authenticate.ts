/**
 * From a secret to a Principal. Role and groups are read from the store every time, so that taking something away
 * takes effect on the very next request.
 */

import type { Clock } from '#kernel/clock';
import type { Principal, Role } from '#kernel/principal';
import type { Database, ReadTx } from '#kernel/transact';
import { keyInvalid, keyMistyped, sessionEnded } from './errors.ts';
import { EVERYWHERE } from './everywhere.ts';
import { memberPrincipal } from './member-principal.ts';
import { covers } from './permissions.ts';
import type { AccessStore, ApiKey } from './ports.ts';
import { hashSecret, isWellFormed, sameHash } from './secret.ts';

export interface AuthenticateDeps {
  readonly database: Database;
  readonly store: AccessStore;
  readonly clock: Clock;
}

/** A key's use is written down (and audited) once in this time, not at every request. */
const NOTE_USE_EVERY = 24 * 3_600_000;

/** @throws AuthenticationError `SESSION_ENDED` */
export async function authenticateSession(deps: AuthenticateDeps, token: string): Promise<Principal> {
  if (!isWellFormed('mes', token)) throw sessionEnded();
  const hash = hashSecret(token);
  return deps.database.read(EVERYWHERE, async (tx) => {
    const session = await deps.store.findSession(tx, hash, deps.clock.now());
    if (session === null || !sameHash(session.hash, hash)) throw sessionEnded();
    const member = await deps.store.findMember(tx, session.workspaceId, session.accountId);
    if (member === null) throw sessionEnded();
    return memberPrincipal(session.workspaceId, member);
  });
}

/** @throws AuthenticationError `KEY_MISTYPED` (nothing was looked up), `KEY_INVALID` */
export async function authenticateKey(deps: AuthenticateDeps, secret: string): Promise<Principal> {
  if (!isWellFormed('med', secret)) throw keyMistyped();
  const hash = hashSecret(secret);
  const { key, principal } = await deps.database.read(EVERYWHERE, (tx) => findLiveKey(deps, tx, hash));
  const now = deps.clock.now();
  if (key.lastUsedAt === null || now.getTime() - key.lastUsedAt.getTime() >= NOTE_USE_EVERY)
    await deps.database.transact(principal, { action: 'key.use', target: { type: 'key', id: key.id } }, (tx) =>
      deps.store.noteKeyUse(tx, key.workspaceId, key.id, now),
    );
  return principal;
}

async function findLiveKey(
  deps: AuthenticateDeps,
  tx: ReadTx,
  hash: string,
): Promise<{ key: ApiKey; principal: Principal }> {
  const found = await deps.store.findKey(tx, hash);
  if (found === null || !sameHash(found.hash, hash)) throw keyInvalid();
  return { key: found.key, principal: await keyPrincipal(deps, tx, found.key) };
}

/** What the key may do now. @throws AuthenticationError `KEY_INVALID` */
export async function keyPrincipal(
  deps: Pick<AuthenticateDeps, 'store' | 'clock'>,
  tx: ReadTx,
  key: ApiKey,
): Promise<Principal> {
  const expired = key.expiresAt !== null && key.expiresAt.getTime() <= deps.clock.now().getTime();
  if (expired || key.revokedAt !== null) throw keyInvalid();
  const maker = await deps.store.findMember(tx, key.workspaceId, key.createdBy);
  const role = maker === null ? null : lesser(key.role, maker.role);
  if (maker === null || role === null) throw keyInvalid();
  const groupIds = key.groupIds.filter((id) => maker.groupIds.includes(id));
  return { kind: 'key', id: key.id, workspaceId: key.workspaceId, role, groupIds };
}

/** A key never has more than it was given, nor more than its maker has now; null when the two roles stand side by side. */
function lesser(given: Role, makers: Role): Role | null {
  if (covers(makers, given)) return given;
  return covers(given, makers) ? makers : null;
}
