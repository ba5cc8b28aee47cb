/** Outside, groups have names; inside, ids. What the principal may not know of has no name for it. */

import { type AccessStore, listGroups } from '#domain/access/index';
import { NotFoundError } from '#kernel/errors';
import type { Id } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import type { Database } from '#kernel/transact';

interface GroupParts {
  readonly database: Database;
  readonly store: AccessStore;
}

export async function groupsByName(parts: GroupParts, principal: Principal): Promise<ReadonlyMap<Id, string>> {
  return new Map((await listGroups(parts, principal)).map(({ id, name }) => [id, name]));
}

export function namesOf(ids: readonly Id[], names: ReadonlyMap<Id, string>): string[] {
  return ids.flatMap((id) => names.get(id) ?? []).sort((one, other) => one.localeCompare(other));
}

/** Ids of groups given by name or id. @throws NotFoundError `GROUP_NOT_FOUND` */
export async function resolveGroups(
  parts: GroupParts,
  principal: Principal,
  wanted: readonly string[],
): Promise<readonly Id[]> {
  const groups = await listGroups(parts, principal);
  const ids = wanted.map((name) => {
    const found = groups.find((group) => group.name === name || group.id === name);
    if (found === undefined) throw groupNotFound();
    return found.id;
  });
  return [...new Set(ids)];
}

/** The group of all members. */
export async function everyoneOf(parts: GroupParts, principal: Principal): Promise<readonly Id[]> {
  return (await listGroups(parts, principal)).filter(({ everyone }) => everyone).map(({ id }) => id);
}

function groupNotFound(): NotFoundError {
  return new NotFoundError({
    code: 'GROUP_NOT_FOUND',
    message: 'There is no such group in this workspace.',
    remedy: 'List the groups to see which there are.',
  });
}
