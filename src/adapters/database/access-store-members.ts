/** Members carry the group `everyone` without a row of their own for it: nobody can be left out by mistake. */

import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { AccessStore, Member } from '#domain/access/ports';
import { isId } from '#kernel/id';
import type { Role } from '#kernel/principal';
import type { ReadTx } from '#kernel/transact';
import { account, group, groupMember, loginLink, member, session } from './schema/access.ts';
import { drizzleOf } from './transaction.ts';

export const memberStore: Pick<
  AccessStore,
  | 'createAccount'
  | 'saveMember'
  | 'removeMember'
  | 'listMembers'
  | 'findMember'
  | 'createGroup'
  | 'listGroups'
  | 'addToGroup'
  | 'removeFromGroup'
> = {
  async createAccount(tx, made) {
    await drizzleOf(tx).insert(account).values(made);
  },

  async saveMember(tx, workspaceId, accountId, role) {
    await drizzleOf(tx)
      .insert(member)
      .values({ workspaceId, accountId, role })
      .onConflictDoUpdate({ target: [member.workspaceId, member.accountId], set: { role } });
  },

  async removeMember(tx, workspaceId, accountId) {
    for (const table of [groupMember, session, loginLink, member])
      await drizzleOf(tx)
        .delete(table)
        .where(and(eq(table.workspaceId, workspaceId), eq(table.accountId, accountId)));
  },

  listMembers: (tx, workspaceId) => selectMembers(tx, eq(member.workspaceId, workspaceId)),

  async findMember(tx, workspaceId, accountId) {
    if (!isId(accountId)) return null;
    const wanted = and(eq(member.workspaceId, workspaceId), eq(member.accountId, accountId));
    const [found] = await selectMembers(tx, wanted);
    return found ?? null;
  },

  async createGroup(tx, made) {
    await drizzleOf(tx).insert(group).values(made);
  },

  listGroups: (tx, workspaceId) =>
    drizzleOf(tx)
      .select()
      .from(group)
      .where(eq(group.workspaceId, workspaceId))
      .orderBy(desc(group.everyone), asc(group.id)),

  async addToGroup(tx, workspaceId, groupId, accountId) {
    await drizzleOf(tx).insert(groupMember).values({ workspaceId, groupId, accountId }).onConflictDoNothing();
  },

  async removeFromGroup(tx, workspaceId, groupId, accountId) {
    await drizzleOf(tx)
      .delete(groupMember)
      .where(
        and(
          eq(groupMember.workspaceId, workspaceId),
          eq(groupMember.groupId, groupId),
          eq(groupMember.accountId, accountId),
        ),
      );
  },
};

async function selectMembers(tx: ReadTx, wanted: SQL | undefined): Promise<readonly Member[]> {
  const groupIds = sql<string[]>`ARRAY(
    SELECT g.id::text FROM ${group} g WHERE g.workspace_id = ${member.workspaceId} AND g.everyone
    UNION
    SELECT p.group_id::text FROM ${groupMember} p
    WHERE p.workspace_id = ${member.workspaceId} AND p.account_id = ${member.accountId}
    ORDER BY 1)`;
  const rows = await drizzleOf(tx)
    .select({ account, role: member.role, groupIds })
    .from(member)
    .innerJoin(account, eq(account.id, member.accountId))
    .where(wanted)
    .orderBy(asc(member.accountId));
  return rows.map((row) => ({ ...row, role: row.role as Role }));
}
