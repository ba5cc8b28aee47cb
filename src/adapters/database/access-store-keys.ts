import { and, asc, eq, isNull } from 'drizzle-orm';
import type { AccessStore, ApiKey } from '#domain/access/ports';
import { isId } from '#kernel/id';
import type { Role } from '#kernel/principal';
import { apiKey } from './schema/access.ts';
import { drizzleOf } from './transaction.ts';

export const keyStore: Pick<
  AccessStore,
  'createKey' | 'findKey' | 'listKeys' | 'revokeKey' | 'noteKeyUse' | 'revokeKeysOf'
> = {
  async createKey(tx, key, hash) {
    await drizzleOf(tx)
      .insert(apiKey)
      .values({ ...key, groupIds: [...key.groupIds], hash });
  },

  async findKey(tx, hash) {
    const [row] = await drizzleOf(tx).select().from(apiKey).where(eq(apiKey.hash, hash));
    return row === undefined ? null : { key: toKey(row), hash: row.hash };
  },

  async listKeys(tx, workspaceId) {
    const rows = await drizzleOf(tx)
      .select()
      .from(apiKey)
      .where(eq(apiKey.workspaceId, workspaceId))
      .orderBy(asc(apiKey.id));
    return rows.map(toKey);
  },

  async revokeKey(tx, workspaceId, keyId, at) {
    if (!isId(keyId)) return false;
    const revoked = await drizzleOf(tx)
      .update(apiKey)
      .set({ revokedAt: at })
      .where(and(eq(apiKey.workspaceId, workspaceId), eq(apiKey.id, keyId), isNull(apiKey.revokedAt)));
    return revoked.rowCount === 1;
  },

  async noteKeyUse(tx, workspaceId, keyId, at) {
    await drizzleOf(tx)
      .update(apiKey)
      .set({ lastUsedAt: at })
      .where(and(eq(apiKey.workspaceId, workspaceId), eq(apiKey.id, keyId)));
  },

  async revokeKeysOf(tx, workspaceId, accountId, at) {
    const revoked = await drizzleOf(tx)
      .update(apiKey)
      .set({ revokedAt: at })
      .where(and(eq(apiKey.workspaceId, workspaceId), eq(apiKey.createdBy, accountId), isNull(apiKey.revokedAt)))
      .returning({ id: apiKey.id });
    return revoked.map(({ id }) => id).sort();
  },
};

function toKey(row: typeof apiKey.$inferSelect): ApiKey {
  const { hash: _hash, ...key } = row;
  return { ...key, role: key.role as Role };
}
