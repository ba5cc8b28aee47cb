import type { NewId } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import type { Database } from '#kernel/transact';
import { invalid } from './errors.ts';
import { require } from './permissions.ts';
import type { AccessStore, Group } from './ports.ts';
import { validName } from './text-fields.ts';

/** Without members: not even the one who makes it sees what it may see.
 * @throws PolicyError `NOT_PERMITTED`
 * @throws InputError `NAME_INVALID`, `GROUP_EXISTS`
 */
export async function createGroup(
  deps: { readonly database: Database; readonly store: AccessStore; readonly newId: NewId },
  principal: Principal,
  input: { readonly name: string },
): Promise<Group> {
  require(principal, 'group.manage');
  const { workspaceId } = principal;
  const group: Group = { id: deps.newId(), workspaceId, name: validName(input.name), everyone: false };
  const act = { action: 'group.create', target: { type: 'group', id: group.id }, details: { name: group.name } };
  return deps.database.transact(principal, act, async (tx) => {
    await deps.store.lockWorkspace(tx, workspaceId);
    const groups = await deps.store.listGroups(tx, workspaceId);
    if (groups.some((other) => folded(other.name) === folded(group.name)))
      throw invalid('GROUP_EXISTS', 'There is a group of this name.', 'Use it, or choose another name.');
    await deps.store.createGroup(tx, group);
    return group;
  });
}

function folded(name: string): string {
  return name.toLocaleLowerCase('en');
}
