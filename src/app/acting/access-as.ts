/** Members, groups and keys as one principal sees and changes them. */

import {
  type AccessStore,
  type ApiKey,
  addMember,
  addToGroup,
  changeRole,
  createGroup,
  createKey,
  describePrincipal,
  type Group,
  issueLink,
  type LoginLink,
  listGroups,
  listKeys,
  listMembers,
  type Member,
  removeFromGroup,
  removeMember,
  revokeKey,
} from '#domain/access/index';
import type { Clock } from '#kernel/clock';
import type { Id, NewId } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import type { Random } from '#kernel/random';
import type { Database } from '#kernel/transact';
import type { AccessUseCases } from '../use-cases.ts';
import type { ApiKeyView, LoginLinkView, MemberView, SessionView } from '../views/access-views.ts';
import { groupsByName, namesOf, resolveGroups } from './group-names.ts';

export interface AccessParts {
  readonly database: Database;
  readonly store: AccessStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly newId: NewId;
}

export function accessAs(parts: AccessParts, principal: Principal): AccessUseCases {
  return {
    session: () => sessionOf(parts, principal),
    listGroups: async () => (await listGroups(parts, principal)).map(viewGroup),
    createGroup: async (name) => viewGroup(await createGroup(parts, principal, { name })),
    addToGroup: (groupId, accountId) => addToGroup(parts, principal, { groupId, accountId }),
    removeFromGroup: (groupId, accountId) => removeFromGroup(parts, principal, { groupId, accountId }),
    async listMembers() {
      const names = await groupsByName(parts, principal);
      return (await listMembers(parts, principal)).map((member) => viewMember(member, names));
    },
    async addMember({ name, email, role }) {
      const input = { name, role, ...(typeof email === 'string' && { email }) };
      const { account, link } = await addMember(parts, principal, input);
      return { ...account, role, groups: [], link: viewLink(link).link };
    },
    async changeRole(accountId, role) {
      const names = await groupsByName(parts, principal);
      return viewMember(await changeRole(parts, principal, { accountId, role }), names);
    },
    removeMember: (accountId) => removeMember(parts, principal, accountId),
    issueLink: async (accountId) => viewLink(await issueLink(parts, principal, accountId)),
    async listKeys() {
      const names = await groupsByName(parts, principal);
      return (await listKeys(parts, principal)).map((key) => viewKey(key, names));
    },
    async createKey({ name, role, groups, expiresAt }) {
      const groupIds = groups && (await resolveGroups(parts, principal, groups));
      const { key, secret } = await createKey(parts, principal, {
        name,
        ...(role && { role }),
        ...(groupIds && { groupIds }),
        ...(expiresAt !== undefined && { expiresAt: new Date(expiresAt) }),
      });
      return { ...viewKey(key, await groupsByName(parts, principal)), key: secret };
    },
    revokeKey: (keyId) => revokeKey(parts, principal, keyId),
  };
}

export async function sessionOf(
  parts: Pick<AccessParts, 'database' | 'store'>,
  principal: Principal,
): Promise<SessionView> {
  const { account, workspace, role, groups, permissions } = await describePrincipal(parts, principal);
  const { id, name, title } = workspace;
  return {
    // A key has no account; it stands for itself.
    account: account ?? { id: principal.id, name: principal.kind, email: null },
    workspace: { id, name, title },
    role,
    groups: groups.map((group) => ({ id: group.id, name: group.name })),
    permissions: [...permissions],
  };
}

function viewGroup({ id, name, everyone }: Group) {
  return { id, name, everyone };
}

function viewMember({ account, role, groupIds }: Member, names: ReadonlyMap<Id, string>): MemberView {
  return { ...account, role, groups: namesOf(groupIds, names) };
}

function viewLink({ token, expiresAt }: LoginLink): LoginLinkView {
  return { link: `/login?token=${encodeURIComponent(token)}`, expiresAt: expiresAt.toISOString() };
}

function viewKey(key: ApiKey, names: ReadonlyMap<Id, string>): ApiKeyView {
  const { id, name, prefix, role } = key;
  return {
    ...{ id, name, prefix, role },
    groups: namesOf(key.groupIds, names),
    createdAt: key.createdAt.toISOString(),
    expiresAt: key.expiresAt?.toISOString() ?? null,
    revokedAt: key.revokedAt?.toISOString() ?? null,
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  };
}
