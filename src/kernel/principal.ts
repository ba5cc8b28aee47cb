/** Who is acting. Every query and every change carries one. */

import type { Id } from './id.ts';

export type Role = 'owner' | 'admin' | 'curator' | 'member' | 'auditor';

export interface Principal {
  readonly kind: 'account' | 'key' | 'system';
  /** Account id, API key id, or the name of the system part. */
  readonly id: string;
  readonly workspaceId: Id;
  readonly role: Role;
  /**
   * Groups whose documents this principal may see, the workspace's `everyone` group included for members.
   * Visibility comes from groups alone: no role sees a document that none of its groups may see.
   */
  readonly groupIds: readonly Id[];
}

/** The product acting on its own behalf inside a workspace (migrations of content, scheduled work). Sees no document. */
export function systemPrincipal(workspaceId: Id, part: string): Principal {
  return { kind: 'system', id: part, workspaceId, role: 'owner', groupIds: [] };
}
