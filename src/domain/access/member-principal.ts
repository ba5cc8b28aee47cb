/** A member as the one who acts, with the groups that the store says now. */

import type { Id } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import type { Member } from './ports.ts';

export function memberPrincipal(workspaceId: Id, member: Member): Principal {
  return { kind: 'account', id: member.account.id, workspaceId, role: member.role, groupIds: member.groupIds };
}
