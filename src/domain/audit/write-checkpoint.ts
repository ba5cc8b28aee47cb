/** Signs the log as it stands now and puts that outside the database, where a change to the log cannot reach it. */

import type { Clock } from '#kernel/clock';
import { systemPrincipal } from '#kernel/principal';
import type { Database } from '#kernel/transact';
import type { AuditKeys, AuditStore, CheckpointLog } from './ports.ts';
import { renderCheckpoint } from './signed-note.ts';

export interface CheckpointDeps {
  readonly database: Database;
  readonly store: AuditStore;
  readonly keys: AuditKeys;
}

/** A checkpoint names nothing but a size and a hash, so whoever may read the log at all may have it. */
export async function readCheckpoint(deps: CheckpointDeps): Promise<string> {
  const everywhere = systemPrincipal('*', 'audit');
  return renderCheckpoint(deps.keys, await deps.database.read(everywhere, (tx) => deps.store.frontier(tx)));
}

/** @returns the checkpoint and the path of the file to which it was added */
export async function writeCheckpoint(
  deps: CheckpointDeps & { readonly clock: Clock },
  log: CheckpointLog,
): Promise<{ readonly checkpoint: string; readonly path: string }> {
  const checkpoint = await readCheckpoint(deps);
  const day = deps.clock.now().toISOString().slice(0, 10);
  return { checkpoint, path: await log.append(day, checkpoint) };
}
