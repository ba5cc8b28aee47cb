/** What one leaf of the log says: who did what, when, to what; and a salted hash of everything else. */

import { createHash } from 'node:crypto';
import type { Id } from '#kernel/id';
import { canonicalJson } from '#kernel/json';
import type { Principal } from '#kernel/principal';
import type { Act } from '#kernel/transact';

const VERSION = 1;

export interface LeafFacts {
  readonly index: number;
  readonly id: Id;
  readonly at: Date;
  readonly principal: Principal;
  readonly act: Act;
  readonly payloadHash: string;
}

/** Canonical JSON `{v, index, id, at, workspace, actor: {kind, id}, action, target: {type, id} | null, payloadHash}`. */
export function renderLeaf({ index, id, at, principal, act, payloadHash }: LeafFacts): string {
  return canonicalJson({
    v: VERSION,
    index,
    id,
    at: at.toISOString(),
    workspace: principal.workspaceId,
    actor: { kind: principal.kind, id: principal.id },
    action: act.action,
    target: act.target === undefined ? null : { type: act.target.type, id: act.target.id },
    payloadHash,
  });
}

/**
 * SHA-256(salt ‖ body), hex, over the body as stored: ciphertext where it is sealed, so that anybody can check it
 * without a key. The salt keeps a guess at erased content from being confirmed.
 */
export function hashPayload(salt: string, body: string): string {
  return createHash('sha256').update(salt, 'hex').update(body, 'utf8').digest('hex');
}
