import type { Clock } from '#kernel/clock';
import { systemPrincipal } from '#kernel/principal';
import type { Database } from '#kernel/transact';
import type { BlobStore, KnowledgeStore } from './ports.ts';

/** An ingestion puts bytes before it stores the document that they belong to: for an hour, in milliseconds, they stay. */
const GRACE = 60 * 60 * 1000;

/** Drops the bytes of documents that were removed, of all workspaces. Run from time to time. Returns how many. */
export function pruneOriginals(deps: {
  readonly database: Database;
  readonly store: KnowledgeStore;
  readonly blobs: BlobStore;
  readonly clock: Clock;
}): Promise<number> {
  const everywhere = systemPrincipal('*', 'knowledge');
  return deps.blobs.prune(new Date(deps.clock.now().getTime() - GRACE), (hashes) =>
    deps.database.read(everywhere, (tx) => deps.store.keptOriginals(tx, hashes), { priority: 'background' }),
  );
}
