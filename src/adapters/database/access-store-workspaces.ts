import { asc, eq, sql } from 'drizzle-orm';
import type { AccessStore } from '#domain/access/ports';
import { group, workspace } from './schema/access.ts';
import { drizzleOf } from './transaction.ts';

export const workspaceStore: Pick<
  AccessStore,
  'firstWorkspace' | 'createWorkspace' | 'findWorkspace' | 'lockWorkspace'
> = {
  async firstWorkspace(tx) {
    const [row] = await drizzleOf(tx)
      .select()
      .from(workspace)
      .orderBy(asc(workspace.createdAt), asc(workspace.id))
      .limit(1);
    return row ?? null;
  },

  async createWorkspace(tx, made, everyone) {
    const inserted = await drizzleOf(tx).insert(workspace).values(made).onConflictDoNothing();
    if (inserted.rowCount !== 1) return false;
    await drizzleOf(tx).insert(group).values(everyone);
    return true;
  },

  async findWorkspace(tx, id) {
    const [row] = await drizzleOf(tx).select().from(workspace).where(eq(workspace.id, id));
    return row ?? null;
  },

  async lockWorkspace(tx, id) {
    await drizzleOf(tx).execute(sql`SELECT id FROM ${workspace} WHERE ${workspace.id} = ${id} FOR UPDATE`);
  },
};
