/** How an interaction names its asker, and who may read it. */

import { can } from '#domain/access/index';
import type { Principal } from '#kernel/principal';

export function askerName({ kind, id }: Principal): string {
  return `${kind}:${id}`;
}

/** Null when the principal may read everybody's, else the only asker whose interactions it may read. */
export function readableAsker(principal: Principal): string | null {
  return can(principal, 'interaction.read-any') ? null : askerName(principal);
}
