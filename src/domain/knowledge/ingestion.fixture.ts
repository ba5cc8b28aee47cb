/** A knowledge base, a folder and everything that ingests it, in memory. */

import { InputError, StorageError, WorkerError } from '#kernel/errors';
import { createIdGenerator, type Id } from '#kernel/id';
import type { Principal, Role } from '#kernel/principal';
import { seededRandom } from '#kernel/random';
import { createMemoryDatabase, createTestClock } from '#kernel/testing';
import { createKnowledgeBase } from './create-knowledge-base.ts';
import { DEFAULT_INGESTION_LIMITS } from './ingestion-deps.ts';
import type { DocumentParser } from './ports.ts';
import {
  createMemoryBlobStore,
  createMemoryKnowledgeStore,
  createMemorySourceReader,
  createMemoryUploadStage,
} from './testing.ts';

/** Reads plain text; `BAD` in it makes it fail as the word after says, so that every way to fail can be tried. */
function createTextParser(): DocumentParser & { version: number; parsed: string[]; most: number } {
  let running = 0;
  const parser = {
    version: 1,
    parsed: [] as string[],
    most: 0,
    identify: async (bytes: Uint8Array) => (bytes.byteLength === 0 ? null : `text@${parser.version}`),
    parse: async (bytes: Uint8Array, name: string, signal?: AbortSignal) => {
      running += 1;
      parser.most = Math.max(parser.most, running);
      try {
        await new Promise((resolve) => setImmediate(resolve));
        signal?.throwIfAborted();
        parser.parsed.push(name);
        const text = new TextDecoder().decode(bytes);
        const facts = { message: 'It cannot be read.', remedy: 'Mend it.' };
        if (text.includes('BAD input')) throw new InputError({ code: 'DOCUMENT_DAMAGED', ...facts });
        if (text.includes('BAD worker')) throw new WorkerError({ code: 'PARSER_TIMEOUT', ...facts });
        if (text.includes('BAD disk')) throw new StorageError({ code: 'DISK_FULL', ...facts });
        if (text.includes('BAD secret')) throw new TypeError('the secret is xyzzy');
        const title = null;
        return { text, blocks: [], boxes: [], pages: [], title, mediaType: 'text/plain', parser: 'text@1' };
      } finally {
        running -= 1;
      }
    },
  };
  return parser;
}

export async function setUpIngestion() {
  const clock = createTestClock();
  const newId = createIdGenerator(clock, seededRandom(11));
  const [workspaceId, everyone, board] = [newId(), newId(), newId()];
  const as = (role: Role, ...groupIds: Id[]): Principal => ({ kind: 'account', id: role, workspaceId, role, groupIds });
  const folder = new Map<string, string | Uint8Array>([
    ['vacaciones.md', 'Las vacaciones son de veintitrés días laborables.'],
    ['sub/plazos.md', 'El plazo de entrega es de quince días.'],
  ]);
  const folders = new Map([
    ['/docs', folder],
    ['/docs/sub', new Map([['plazos.md', 'El plazo de entrega es de quince días.']])],
  ]);
  const parser = createTextParser();
  const store = createMemoryKnowledgeStore();
  const blobs = createMemoryBlobStore(() => clock.now());
  const deps = {
    database: createMemoryDatabase(),
    store,
    parser,
    blobs,
    sources: createMemorySourceReader(folders),
    uploads: createMemoryUploadStage(),
    newId,
    clock,
    limits: { ...DEFAULT_INGESTION_LIMITS, documentBytes: 1000 },
  };
  const owner = as('owner', everyone);
  const knowledgeBase = await createKnowledgeBase(deps, { principal: owner, name: 'manual', groupIds: [everyone] });
  const from = { path: '/docs', knowledgeBase: 'manual' };
  const input = { principal: owner, from };
  const acts = () => deps.database.acts.map(({ act }) => act.action).slice(1);
  const documents = () => new Map(store.documents().map((stored) => [stored.document.name, stored] as const));
  return { deps, folder, folders, parser, blobs, owner, as, everyone, board, knowledgeBase, input, acts, documents };
}
