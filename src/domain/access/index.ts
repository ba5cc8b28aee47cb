/** Door for other domains and for the program. */

export { addMember, type NewMember } from './add-member.ts';
export { type AuthenticateDeps, authenticateKey, authenticateSession } from './authenticate.ts';
export {
  type BootstrapDeps,
  type Bootstrapped,
  bootstrapWorkspace,
  type FirstWorkspace,
} from './bootstrap-workspace.ts';
export { addToGroup, type GroupPlace, removeFromGroup } from './change-group.ts';
export { changeRole, removeMember } from './change-member.ts';
export { createGroup } from './create-group.ts';
export { createKey, type NewKey } from './create-key.ts';
export { describePrincipal, type Identity } from './describe-principal.ts';
export { endSession } from './end-session.ts';
export { AuthenticationError } from './errors.ts';
export { issueLink, type LoginLink } from './issue-link.ts';
export { listGroups } from './list-groups.ts';
export { listKeys } from './list-keys.ts';
export { listMembers } from './list-members.ts';
export { operatorPrincipal } from './operator-principal.ts';
export { type Action, can, covers, permissionsOf, ROLES, require } from './permissions.ts';
export type { AccessStore, Account, ApiKey, Group, Member, Workspace } from './ports.ts';
export { type NewSession, redeemLink } from './redeem-link.ts';
export { refreshPrincipal } from './refresh-principal.ts';
export { revokeKey } from './revoke-key.ts';
