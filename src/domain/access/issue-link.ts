/** A one-time link: whoever opens it within 24 hours is signed in as that member. */

import type { Clock } from '#kernel/clock';
import type { Id } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import type { Random } from '#kernel/random';
import type { Database, WriteTx } from '#kernel/transact';
import { notFound, roleTooHigh } from './errors.ts';
import { covers, require, requireAccount } from './permissions.ts';
import type { AccessStore } from './ports.ts';
import { createSecret, hashSecret } from './secret.ts';

export const LINK_HOURS = 24;

export interface IssueLinkDeps {
  readonly database: Database;
  readonly store: AccessStore;
  readonly clock: Clock;
  readonly random: Random;
}

export interface LoginLink {
  /** Shown once; only its hash is kept. */
  readonly token: string;
  readonly expiresAt: Date;
}

/** For oneself, or for somebody whose role one's own covers (signing in as them gives what they have).
 * @throws PolicyError `NOT_PERMITTED`, `ACCOUNT_NEEDED`, `ROLE_TOO_HIGH`
 * @throws NotFoundError `MEMBER_NOT_FOUND`
 */
export async function issueLink(deps: IssueLinkDeps, principal: Principal, accountId: Id): Promise<LoginLink> {
  const oneself = principal.kind === 'account' && principal.id === accountId;
  if (!oneself) require(principal, 'member.manage');
  requireAccount(principal, 'link.issue');
  const act = { action: 'link.issue', target: { type: 'account', id: accountId } };
  return deps.database.transact(principal, act, async (tx) => {
    const member = await deps.store.findMember(tx, principal.workspaceId, accountId);
    if (member === null) throw notFound('member');
    if (!oneself && !covers(principal.role, member.role)) throw roleTooHigh(member.role);
    return saveLink(deps, tx, principal.workspaceId, accountId);
  });
}

/** The part that other use cases do inside their own transaction. */
export async function saveLink(
  deps: Omit<IssueLinkDeps, 'database'>,
  tx: WriteTx,
  workspaceId: Id,
  accountId: Id,
): Promise<LoginLink> {
  const token = createSecret(deps.random, 'mel');
  const expiresAt = new Date(deps.clock.now().getTime() + LINK_HOURS * 3_600_000);
  await deps.store.createLoginLink(tx, { hash: hashSecret(token), workspaceId, accountId, expiresAt });
  return { token, expiresAt };
}
