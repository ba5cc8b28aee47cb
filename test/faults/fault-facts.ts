/** What the ingesting process and its parent both know. */

import type { IngestReport } from '#domain/knowledge/index';
import type { Principal } from '#kernel/principal';

export const GROUP = '019b0000-0000-7000-8000-00000000000b';

export const OWNER: Principal = {
  kind: 'account',
  id: '019b0000-0000-7000-8000-00000000000c',
  workspaceId: '019b0000-0000-7000-8000-00000000000a',
  role: 'owner',
  groupIds: [GROUP],
};

export const BASE = {
  id: '019b0000-0000-7000-8000-00000000000d',
  workspaceId: OWNER.workspaceId,
  name: 'manual',
  title: 'Manual',
  groupIds: [GROUP],
  indexVersion: 0,
};

export type Told =
  /** What the database held when the process began: names and hashes. */
  | { readonly kind: 'stored'; readonly documents: readonly (readonly [name: string, hash: string])[] }
  | { readonly kind: 'step'; readonly step: string }
  /** This document was acknowledged. */
  | { readonly kind: 'done'; readonly item: string }
  | { readonly kind: 'finished'; readonly report: IngestReport };
