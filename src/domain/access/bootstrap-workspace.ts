/** First start: a workspace, its group `everyone`, an owner, and a link with which the owner signs in. */

import type { Id, NewId } from '#kernel/id';
import { systemPrincipal } from '#kernel/principal';
import type { WriteTx } from '#kernel/transact';
import { invalid } from './errors.ts';
import { EVERYWHERE } from './everywhere.ts';
import { type IssueLinkDeps, type LoginLink, saveLink } from './issue-link.ts';
import type { Workspace } from './ports.ts';

export interface BootstrapDeps extends IssueLinkDeps {
  readonly newId: NewId;
}

export interface FirstWorkspace {
  /** Lower-case words and hyphens. */
  readonly name: string;
  readonly title: string;
  /** Of the owner's account. */
  readonly ownerName: string;
  /** Of the group of all members. */
  readonly everyoneName: string;
}

export interface Bootstrapped {
  readonly workspace: Workspace;
  /** Only when the workspace was made just now. */
  readonly link: LoginLink | null;
}

const TAKEN = 'WORKSPACE_TAKEN';

/** Safe to call at every start, and from two processes at once: one of them makes the workspace, both get it. */
export async function bootstrapWorkspace(deps: BootstrapDeps, first: FirstWorkspace): Promise<Bootstrapped> {
  const present = await deps.database.read(EVERYWHERE, (tx) => deps.store.firstWorkspace(tx));
  if (present !== null) return { workspace: present, link: null };
  const workspace: Workspace = {
    id: deps.newId(),
    name: first.name,
    title: first.title,
    createdAt: deps.clock.now(),
  };
  const ownerId = deps.newId();
  const act = {
    action: 'workspace.create',
    target: { type: 'workspace', id: workspace.id },
    details: { name: workspace.name, owner: ownerId },
  };
  try {
    const link = await deps.database.transact(systemPrincipal(workspace.id, 'access'), act, (tx) =>
      create(deps, tx, workspace, ownerId, first),
    );
    return { workspace, link };
  } catch (error) {
    const made = await deps.database.read(EVERYWHERE, (tx) => deps.store.firstWorkspace(tx));
    if (made === null) throw error;
    return { workspace: made, link: null };
  }
}

async function create(
  deps: BootstrapDeps,
  tx: WriteTx,
  workspace: Workspace,
  ownerId: Id,
  first: FirstWorkspace,
): Promise<LoginLink> {
  const everyone = { id: deps.newId(), workspaceId: workspace.id, name: first.everyoneName, everyone: true };
  const created = await deps.store.createWorkspace(tx, workspace, everyone);
  if (!created) throw invalid(TAKEN, 'A workspace of this name was made meanwhile.', 'Use the one that is there.');
  await deps.store.createAccount(tx, { id: ownerId, name: first.ownerName, email: null });
  await deps.store.saveMember(tx, workspace.id, ownerId, 'owner');
  return saveLink(deps, tx, workspace.id, ownerId);
}
