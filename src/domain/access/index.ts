/** Door for other domains and for the program. */

export { addMember } from './add-member.ts';
export { type AuthenticateDeps, authenticateKey, authenticateSession } from './authenticate.ts';
export { bootstrapWorkspace } from './bootstrap-workspace.ts';
export { addToGroup, removeFromGroup } from './change-group.ts';
export { changeRole, removeMember } from './change-member.ts';
export { createGroup } from './create-group.ts';
export { createKey } from './create-key.ts';
export { describePrincipal } from './describe-principal.ts';
export { endSession } from './end-session.ts';
export { issueFirstLink } from './issue-first-link.ts';
export { issueLink, type LoginLink } from './issue-link.ts';
export { listGroups } from './list-groups.ts';
export { listKeys } from './list-keys.ts';
export { listMembers } from './list-members.ts';
export { operatorPrincipal } from './operator-principal.ts';
export { can, require } from './permissions.ts';
export type { AccessStore, ApiKey, Group, Member } from './ports.ts';
export { redeemLink } from './redeem-link.ts';
export { refreshPrincipal } from './refresh-principal.ts';
export { revokeKey } from './revoke-key.ts';
