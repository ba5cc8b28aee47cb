/** The real search over the embedded database, filled with passages. */

import { createDatabase } from '#adapters/database/create-database';
import { openEmbedded } from '#adapters/database/embedded';
import { createLexicalIndex } from '#adapters/database/lexical-index';
import { createPassageStore } from '#adapters/database/passage-store';
import { createVectorIndex } from '#adapters/database/vector-index';
import type { SearchDeps } from '#domain/retrieval/index';
import { systemClock } from '#kernel/clock';
import type { Id } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import { type CorpusDocument, insertCorpus } from '#test/search-corpus';
import { sourceThread } from '#test/worker-entries';

export interface SearchWorld {
  readonly deps: SearchDeps;
  maintain(): Promise<void>;
  close(): Promise<void>;
}

const WORKSPACE = '00000000-0000-7000-8000-0000000000aa';

export function benchGroup(number: number): Id {
  return `00000000-0000-7000-8000-00000000000${number}`;
}

export function benchPrincipal(...groupIds: readonly Id[]): Principal {
  return { kind: 'account', id: 'bench', workspaceId: WORKSPACE, role: 'member', groupIds };
}

export async function openSearchWorld(
  documents: readonly CorpusDocument[],
  folder = 'memory://',
): Promise<SearchWorld> {
  const connections = await openEmbedded({
    folder,
    entry: sourceThread('adapters/database/embedded-worker.ts'),
  });
  const database = createDatabase({ connections, append: async () => {} });
  const groupIds = [1, 2, 3].map(benchGroup);
  await insertCorpus(database, benchPrincipal(...groupIds), [{ groupIds, documents }]);
  await connections.lend('background', (client) => client.query('ANALYZE'));
  return {
    deps: {
      database,
      clock: systemClock,
      lexicalIndex: createLexicalIndex(),
      vectorIndex: createVectorIndex(),
      passages: createPassageStore(),
      embedder: null,
    },
    maintain: () => connections.maintain(),
    close: () => connections.close(),
  };
}
