import type { Principal } from '#kernel/principal';
import { type IssueLinkDeps, issueLink, type LoginLink } from './issue-link.ts';

/** A link for the owner while nobody ever got in: the one of the first start may have been lost. Null afterwards. */
export async function issueFirstLink(deps: IssueLinkDeps, owner: Principal): Promise<LoginLink | null> {
  const entered = await deps.database.read(owner, (tx) => deps.store.everEntered(tx, owner.workspaceId));
  return entered ? null : issueLink(deps, owner, owner.id);
}
