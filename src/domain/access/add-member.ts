/** Somebody new in the workspace, with the one-time link to hand to them. */

import type { NewId } from '#kernel/id';
import type { Principal, Role } from '#kernel/principal';
import { roleTooHigh } from './errors.ts';
import { type IssueLinkDeps, type LoginLink, saveLink } from './issue-link.ts';
import { covers, require, requireAccount } from './permissions.ts';
import type { Account } from './ports.ts';
import { validEmail, validName } from './text-fields.ts';

export interface NewMember {
  readonly name: string;
  readonly email?: string;
  readonly role: Role;
}

/**
 * @throws PolicyError `NOT_PERMITTED`, `ACCOUNT_NEEDED`, `ROLE_TOO_HIGH`
 * @throws InputError `NAME_INVALID`, `EMAIL_INVALID`
 */
export async function addMember(
  deps: IssueLinkDeps & { readonly newId: NewId },
  principal: Principal,
  input: NewMember,
): Promise<{ readonly account: Account; readonly link: LoginLink }> {
  require(principal, 'member.manage');
  requireAccount(principal, 'member.add');
  if (!covers(principal.role, input.role)) throw roleTooHigh(input.role);
  const { workspaceId } = principal;
  const email = input.email === undefined ? null : validEmail(input.email);
  const account: Account = { id: deps.newId(), name: validName(input.name), email };
  const act = {
    action: 'member.add',
    target: { type: 'account', id: account.id },
    details: { role: input.role, name: account.name, email },
    personId: account.id,
  };
  return deps.database.transact(principal, act, async (tx) => {
    await deps.store.createAccount(tx, account);
    await deps.store.saveMember(tx, workspaceId, account.id, input.role);
    return { account, link: await saveLink(deps, tx, workspaceId, account.id) };
  });
}
