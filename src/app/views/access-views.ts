/** Sessions, members, groups and API keys as they look outside. */

import { z } from 'zod';

export const roleView = z.enum(['owner', 'admin', 'curator', 'member', 'auditor']).meta({ id: 'Role' });

const groupName = z.string().min(1).max(100);
const moment = z.iso.datetime();

export const groupView = z.object({ id: z.string(), name: z.string(), everyone: z.boolean() }).meta({ id: 'Group' });
export type GroupView = z.infer<typeof groupView>;

export const sessionView = z
  .object({
    account: z.object({ id: z.string(), name: z.string(), email: z.string().nullable() }),
    workspace: z.object({ id: z.string(), name: z.string(), title: z.string() }),
    role: roleView,
    groups: z.array(z.object({ id: z.string(), name: z.string() })),
    /** Actions that this principal may take, in the words of the permission table. */
    permissions: z.array(z.string()),
  })
  .meta({ id: 'Session' });
export type SessionView = z.infer<typeof sessionView>;

export const redeemRequest = z.object({ token: z.string().min(1).max(200) }).meta({ id: 'RedeemRequest' });

export const memberView = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    role: roleView,
    groups: z.array(z.string()),
  })
  .meta({ id: 'Member' });
export type MemberView = z.infer<typeof memberView>;

export const addMemberRequest = z
  .object({ name: z.string().min(1).max(200), email: z.email().max(320).nullable().optional(), role: roleView })
  .meta({ id: 'AddMemberRequest' });
export type AddMemberRequest = z.infer<typeof addMemberRequest>;

/** `link` is the path and query of the one-time login page; it is shown once. */
export const addedMemberView = memberView.extend({ link: z.string() }).meta({ id: 'AddedMember' });
export type AddedMemberView = z.infer<typeof addedMemberView>;

export const loginLinkView = z.object({ link: z.string(), expiresAt: moment }).meta({ id: 'LoginLink' });
export type LoginLinkView = z.infer<typeof loginLinkView>;

export const changeMemberRequest = z.object({ role: roleView }).meta({ id: 'ChangeMemberRequest' });

export const createGroupRequest = z.object({ name: groupName }).meta({ id: 'CreateGroupRequest' });

export const apiKeyView = z
  .object({
    id: z.string(),
    name: z.string(),
    prefix: z.string(),
    role: roleView,
    groups: z.array(z.string()),
    createdAt: moment,
    expiresAt: moment.nullable(),
    revokedAt: moment.nullable(),
    lastUsedAt: moment.nullable(),
  })
  .meta({ id: 'ApiKey' });
export type ApiKeyView = z.infer<typeof apiKeyView>;

export const createKeyRequest = z
  .object({
    name: z.string().min(1).max(100),
    role: roleView.optional(),
    groups: z.array(groupName).max(100).optional(),
    expiresAt: moment.optional(),
  })
  .meta({ id: 'CreateKeyRequest' });
export type CreateKeyRequest = z.infer<typeof createKeyRequest>;

/** `key` is shown here and never again. */
export const createdKeyView = apiKeyView.extend({ key: z.string() }).meta({ id: 'CreatedKey' });
export type CreatedKeyView = z.infer<typeof createdKeyView>;
