/** A one-time link becomes a session. */

import type { Principal } from '#kernel/principal';
import type { ReadTx } from '#kernel/transact';
import { linkInvalid } from './errors.ts';
import { EVERYWHERE } from './everywhere.ts';
import type { IssueLinkDeps } from './issue-link.ts';
import { memberPrincipal } from './member-principal.ts';
import { createSecret, hashSecret, isWellFormed } from './secret.ts';

export const SESSION_DAYS = 30;

export interface NewSession {
  /** Goes into the cookie; only its hash is kept. */
  readonly token: string;
  readonly expiresAt: Date;
}

/** Every sign-in gives a fresh session token; the one that the browser held before, if any, ends.
 * @throws AuthenticationError `LINK_INVALID`
 */
export async function redeemLink(
  deps: IssueLinkDeps,
  input: { readonly token: string; readonly previousSession?: string },
): Promise<NewSession> {
  if (!isWellFormed('mel', input.token)) throw linkInvalid();
  const hash = hashSecret(input.token);
  const now = deps.clock.now();
  const principal = await deps.database.read(EVERYWHERE, (tx) => whose(deps, tx, hash, now));
  const { workspaceId, id: accountId } = principal;
  const act = { action: 'session.start', target: { type: 'account', id: accountId } };
  return deps.database.transact(principal, act, async (tx) => {
    const used = await deps.store.useLoginLink(tx, hash, now);
    if (used === null) throw linkInvalid();
    await deps.store.forgetExpired(tx, workspaceId, now);
    if (input.previousSession !== undefined)
      await deps.store.endSession(tx, workspaceId, hashSecret(input.previousSession));
    const token = createSecret(deps.random, 'mes');
    const expiresAt = new Date(now.getTime() + SESSION_DAYS * 86_400_000);
    await deps.store.createSession(tx, { hash: hashSecret(token), workspaceId, accountId, expiresAt });
    return { token, expiresAt };
  });
}

async function whose(deps: IssueLinkDeps, tx: ReadTx, hash: string, now: Date): Promise<Principal> {
  const link = await deps.store.findLoginLink(tx, hash, now);
  if (link === null) throw linkInvalid();
  const member = await deps.store.findMember(tx, link.workspaceId, link.accountId);
  if (member === null) throw linkInvalid();
  return memberPrincipal(link.workspaceId, member);
}
