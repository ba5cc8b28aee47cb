/** From secrets to principals. */

import {
  type AuthenticateDeps,
  authenticateKey,
  authenticateSession,
  endSession,
  operatorPrincipal,
  redeemLink,
} from '#domain/access/index';
import { StorageError } from '#kernel/errors';
import type { Random } from '#kernel/random';
import { sessionOf } from './acting/access-as.ts';
import type { Gate } from './medida-door.ts';

export function createGate(parts: AuthenticateDeps & { readonly random: Random }): Gate {
  return {
    async redeem(token, previous) {
      const opened = await redeemLink(parts, { token, ...(previous !== null && { previousSession: previous }) });
      const principal = await authenticateSession(parts, opened.token);
      return { secret: opened.token, expiresAt: opened.expiresAt, session: await sessionOf(parts, principal) };
    },
    bySession: (secret) => authenticateSession(parts, secret),
    byKey: (key) => authenticateKey(parts, key),
    endSession: (principal, secret) => endSession(parts, principal, secret),
    async operator() {
      const operator = await operatorPrincipal(parts);
      if (operator !== null) return operator;
      throw new StorageError({
        code: 'WORKSPACE_MISSING',
        message: 'The database has no workspace with an owner.',
        remedy: 'Start with medida up, which makes one.',
      });
    },
  };
}
