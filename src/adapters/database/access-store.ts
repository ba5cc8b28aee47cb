/** Workspaces, members, groups, and passes, in SQL. */

import type { AccessStore } from '#domain/access/ports';
import { keyStore } from './access-store-keys.ts';
import { memberStore } from './access-store-members.ts';
import { passStore } from './access-store-passes.ts';
import { workspaceStore } from './access-store-workspaces.ts';

export function createAccessStore(): AccessStore {
  return { ...workspaceStore, ...memberStore, ...keyStore, ...passStore };
}
