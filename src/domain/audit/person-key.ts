/** The data key of one person in one workspace. */

import type { Clock } from '#kernel/clock';
import type { Id } from '#kernel/id';
import type { Random } from '#kernel/random';
import type { ReadTx, WriteTx } from '#kernel/transact';
import type { AuditKeys, AuditStore } from './ports.ts';

const KEY_BYTES = 32;

export interface PersonKeyDeps {
  readonly store: AuditStore;
  readonly keys: AuditKeys;
  readonly clock: Clock;
  readonly random: Random;
}

/** Called under the log's lock, so that two transactions never make one each. */
export async function ensurePersonKey(
  deps: PersonKeyDeps,
  tx: WriteTx,
  workspaceId: Id,
  personId: Id,
): Promise<Uint8Array> {
  const present = await findPersonKey(deps, tx, workspaceId, personId);
  if (present !== null) return present;
  const key = deps.random.bytes(KEY_BYTES);
  const wrappedKey = deps.keys.wrap(key, contextOf(workspaceId, personId));
  await deps.store.createPersonKey(tx, { workspaceId, personId, wrappedKey, createdAt: deps.clock.now() });
  return key;
}

/** Null when the person has none, or it was destroyed. */
export async function findPersonKey(
  deps: Pick<PersonKeyDeps, 'store' | 'keys'>,
  tx: ReadTx,
  workspaceId: Id,
  personId: Id,
): Promise<Uint8Array | null> {
  const kept = await deps.store.findPersonKey(tx, workspaceId, personId);
  return kept === null ? null : deps.keys.unwrap(kept.wrappedKey, contextOf(workspaceId, personId));
}

function contextOf(workspaceId: Id, personId: Id): string {
  return `person ${workspaceId} ${personId}`;
}
