/** Errors that leave the access domain. None says whether something exists that the caller may not know of. */

import { type ErrorFacts, InputError, NotFoundError, PolicyError } from '#kernel/errors';
import type { Role } from '#kernel/principal';

/** Who is asking could not be established (as against: may not). Codes `KEY_INVALID`, `SESSION_ENDED`, `LINK_INVALID`. */
export class AuthenticationError extends PolicyError {}

export function notPermitted(role: Role, action: string): PolicyError {
  return new PolicyError({
    code: 'NOT_PERMITTED',
    message: `The role ${role} does not permit ${action}.`,
    remedy: 'Ask an owner or administrator of the workspace to do it, or to change your role.',
    details: { role, action },
  });
}

export function roleTooHigh(role: Role): PolicyError {
  return new PolicyError({
    code: 'ROLE_TOO_HIGH',
    message: `The role ${role} permits things that your own role does not, so you cannot give, change or take it.`,
    remedy: 'Choose a lower role, or ask an owner.',
    details: { role },
  });
}

export function lastOwner(): PolicyError {
  return new PolicyError({
    code: 'LAST_OWNER',
    message: 'This member is the last owner, and a workspace without one could not be managed any more.',
    remedy: 'Make somebody else an owner first.',
  });
}

export function accountNeeded(action: string): PolicyError {
  return new PolicyError({
    code: 'ACCOUNT_NEEDED',
    message: `${action} is for people: an API key cannot do it, so that a stolen key cannot make itself outlive its end.`,
    remedy: 'Sign in, or use the command line on the machine that holds the data folder.',
    details: { action },
  });
}

export function keyInvalid(): AuthenticationError {
  return new AuthenticationError({
    code: 'KEY_INVALID',
    message: 'The API key is unknown, expired or revoked.',
    remedy: 'Check that it was copied whole, or make a new one.',
  });
}

export function keyMistyped(): AuthenticationError {
  return new AuthenticationError({
    code: 'KEY_MISTYPED',
    message: 'This is not an API key of Medida: its check characters do not match the rest.',
    remedy: 'Copy the key again, from med_ to its last character.',
  });
}

export function sessionEnded(): AuthenticationError {
  return new AuthenticationError({
    code: 'SESSION_ENDED',
    message: 'There is no such session, or it has ended.',
    remedy: 'Sign in again with a new login link.',
  });
}

export function linkInvalid(): AuthenticationError {
  return new AuthenticationError({
    code: 'LINK_INVALID',
    message: 'The login link is unknown, was used already, or is older than 24 hours.',
    remedy: 'Ask an administrator for a new link, or make one on the machine that holds the data folder.',
  });
}

export function notFound(what: 'member' | 'group' | 'key'): NotFoundError {
  return new NotFoundError({
    code: `${what.toUpperCase()}_NOT_FOUND`,
    message: `There is no such ${what} in this workspace.`,
    remedy: `List them to see which there are.`,
  });
}

export function invalid(code: string, message: string, remedy: string, details?: ErrorFacts['details']): InputError {
  return new InputError({ code, message, remedy, ...(details === undefined ? {} : { details }) });
}

export function groupsTooMany(): PolicyError {
  return new PolicyError({
    code: 'GROUPS_TOO_MANY',
    message: 'The key would see documents of groups to which you do not belong.',
    remedy: 'Name only groups of your own.',
  });
}
