import { and, eq, gt, isNotNull, isNull, lte } from 'drizzle-orm';
import type { AccessStore } from '#domain/access/ports';
import { loginLink, session } from './schema/access.ts';
import { drizzleOf } from './transaction.ts';

const usable = (hash: string, at: Date) =>
  and(eq(loginLink.hash, hash), isNull(loginLink.usedAt), gt(loginLink.expiresAt, at));

const linkPass = {
  hash: loginLink.hash,
  workspaceId: loginLink.workspaceId,
  accountId: loginLink.accountId,
  expiresAt: loginLink.expiresAt,
};

export const passStore: Pick<
  AccessStore,
  | 'createLoginLink'
  | 'findLoginLink'
  | 'useLoginLink'
  | 'everEntered'
  | 'createSession'
  | 'findSession'
  | 'endSession'
  | 'forgetExpired'
> = {
  async createLoginLink(tx, link) {
    await drizzleOf(tx).insert(loginLink).values(link);
  },

  async findLoginLink(tx, hash, at) {
    const [row] = await drizzleOf(tx).select(linkPass).from(loginLink).where(usable(hash, at));
    return row ?? null;
  },

  async useLoginLink(tx, hash, at) {
    const [row] = await drizzleOf(tx).update(loginLink).set({ usedAt: at }).where(usable(hash, at)).returning(linkPass);
    return row ?? null;
  },

  async everEntered(tx, workspaceId) {
    // Used links are forgotten only when another one is used, so the last one stays.
    const [used] = await drizzleOf(tx)
      .select({ hash: loginLink.hash })
      .from(loginLink)
      .where(and(eq(loginLink.workspaceId, workspaceId), isNotNull(loginLink.usedAt)))
      .limit(1);
    return used !== undefined;
  },

  async createSession(tx, made) {
    await drizzleOf(tx).insert(session).values(made);
  },

  async findSession(tx, hash, at) {
    const [row] = await drizzleOf(tx)
      .select()
      .from(session)
      .where(and(eq(session.hash, hash), gt(session.expiresAt, at)));
    return row ?? null;
  },

  async endSession(tx, workspaceId, hash) {
    await drizzleOf(tx)
      .delete(session)
      .where(and(eq(session.workspaceId, workspaceId), eq(session.hash, hash)));
  },

  async forgetExpired(tx, workspaceId, at) {
    for (const table of [session, loginLink])
      await drizzleOf(tx)
        .delete(table)
        .where(and(eq(table.workspaceId, workspaceId), lte(table.expiresAt, at)));
  },
};
