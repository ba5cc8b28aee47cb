/** What has to be done again and again while a server runs, whether or not anybody asks for anything. */

import { type CheckpointLog, type ExportAuditDeps, readCheckpoint, writeCheckpoint } from '#domain/audit/index';
import { expireUploads, type IngestionDeps, pruneOriginals } from '#domain/knowledge/index';
import type { Clock } from '#kernel/clock';

export interface HouseDeps {
  readonly clock: Clock;
  readonly knowledge: Pick<IngestionDeps, 'database' | 'store' | 'blobs' | 'uploads' | 'clock'>;
  readonly audit: ExportAuditDeps;
  readonly checkpoints: CheckpointLog;
  onError(error: unknown): void;
}

/** A quarter of an hour, in milliseconds: at most so much of the log is not yet covered by a checkpoint. */
const PAUSE = 15 * 60 * 1000;

/** Begins with a first round at once. The function that it returns stops it, and resolves when nothing runs any more. */
export function keepHouse(deps: HouseDeps): () => Promise<void> {
  const stop = new AbortController();
  const checkpoint = checkpointWhenMoved(deps);
  const round = async () => {
    for (const task of [checkpoint, () => expireUploads(deps.knowledge), () => pruneOriginals(deps.knowledge)])
      if (!stop.signal.aborted) await task().catch((error: unknown) => deps.onError(error));
  };
  const loop = async () => {
    while (!stop.signal.aborted) {
      await round();
      await deps.clock.wait(PAUSE, stop.signal).catch(() => undefined);
    }
  };
  const looping = loop();
  return async () => {
    stop.abort();
    await looping;
  };
}

/** The log of a server that nobody uses gives no further checkpoints. */
function checkpointWhenMoved({ audit, checkpoints, clock }: HouseDeps): () => Promise<unknown> {
  let last = '';
  return async () => {
    if ((await readCheckpoint(audit)) === last) return;
    last = (await writeCheckpoint({ ...audit, clock }, checkpoints)).checkpoint;
  };
}
