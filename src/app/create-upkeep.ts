/** What follows an ingestion: vectors for new passages, when an embedding model is configured, and housekeeping. */

import type { Connections } from '#adapters/database/connections';
import { embedMissing, type SearchDeps } from '#domain/retrieval/index';
import type { NewId } from '#kernel/id';
import type { Principal } from '#kernel/principal';

/** A model server that is down does not undo an ingestion: the next one goes on with what has no vector yet. */
export function createUpkeep(
  { database, vectorIndex, embedder }: SearchDeps,
  connections: Pick<Connections, 'maintain'>,
  newId: NewId,
  onTrouble: (error: unknown) => void = () => undefined,
): (principal: Principal, signal?: AbortSignal) => Promise<void> {
  return async (principal, signal) => {
    if (embedder !== null) {
      const input = { principal, ...(signal && { signal }) };
      await embedMissing({ database, vectorIndex, embedder, newId }, input).catch((error: unknown) => {
        signal?.throwIfAborted();
        onTrouble(error);
      });
    }
    await connections.maintain();
  };
}
