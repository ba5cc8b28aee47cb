/**
 * The one table of who may do what. What somebody may *see* is decided by groups, never here:
 * a role that may read documents reads only those of its own groups.
 */

import type { Principal, Role } from '#kernel/principal';
import { accountNeeded, notPermitted } from './errors.ts';

export type Action = keyof typeof PERMISSIONS;

export const ROLES = ['owner', 'admin', 'curator', 'member', 'auditor'] as const satisfies readonly Role[];

/**
 * Rows are actions, cells the roles that may. Everything an admin may do an owner may too, and so on down to member.
 * The auditor stands aside: reads what was done, changes nothing; and an admin cannot make one, because an admin may
 * neither export the log nor read what others asked.
 */
export const PERMISSIONS = {
  'search.run': ['owner', 'admin', 'curator', 'member', 'auditor'],
  'document.read': ['owner', 'admin', 'curator', 'member', 'auditor'],
  'question.ask': ['owner', 'admin', 'curator', 'member'],
  'feedback.give': ['owner', 'admin', 'curator', 'member'],
  'feedback.read': ['owner', 'admin', 'curator', 'auditor'],
  /** One's own are always readable. */
  'interaction.read-any': ['owner', 'auditor'],
  /** Knowledge bases and documents: add, upload, change who reads them, remove. */
  'knowledge.write': ['owner', 'admin', 'curator'],
  /** Reads any file of the server that the process can read, hence not for curators. */
  'knowledge.ingest-path': ['owner', 'admin'],
  'job.read': ['owner', 'admin', 'curator', 'auditor'],
  'job.cancel': ['owner', 'admin', 'curator'],
  'job.retry': ['owner', 'admin', 'curator'],
  'group.read': ['owner', 'admin', 'curator', 'auditor'],
  'group.manage': ['owner', 'admin'],
  'member.read': ['owner', 'admin', 'auditor'],
  'member.manage': ['owner', 'admin'],
  'key.read': ['owner', 'admin', 'auditor'],
  'key.manage': ['owner', 'admin'],
  'audit.export': ['owner', 'auditor'],
  'doctor.read': ['owner', 'admin', 'auditor'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

const ACTIONS = Object.keys(PERMISSIONS) as readonly Action[];

function roleMay(role: Role, action: Action): boolean {
  const roles: readonly Role[] = PERMISSIONS[action];
  return roles.includes(role);
}

export function can(principal: Pick<Principal, 'role'>, action: Action): boolean {
  return roleMay(principal.role, action);
}

/** @throws PolicyError `NOT_PERMITTED` */
export function require(principal: Pick<Principal, 'role'>, action: Action): void {
  if (!can(principal, action)) throw notPermitted(principal.role, action);
}

/** For what makes new secrets: a key that could, would outlive its own end.
 * @throws PolicyError `ACCOUNT_NEEDED`
 */
export function requireAccount(principal: Pick<Principal, 'kind'>, action: string): void {
  if (principal.kind !== 'account') throw accountNeeded(action);
}

/** Every action of a role, for interfaces that hide what would be refused. */
export function permissionsOf(role: Role): readonly Action[] {
  return ACTIONS.filter((action) => roleMay(role, action));
}

/** Whether whoever holds `role` may hand out `other`: it permits nothing that `role` does not. */
export function covers(role: Role, other: Role): boolean {
  return ACTIONS.every((action) => !roleMay(other, action) || roleMay(role, action));
}
