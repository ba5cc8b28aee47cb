/** A process that ingests a folder, telling its parent of every step that it takes, until it is done or killed. */

import { createAccessStore } from '#adapters/database/access-store';
import { createAuditStore } from '#adapters/database/audit-store';
import { createDatabase } from '#adapters/database/create-database';
import { openEmbedded } from '#adapters/database/embedded';
import { createKnowledgeStore } from '#adapters/database/knowledge-store';
import { createBlobStore } from '#adapters/files/blob-store';
import { createSourceReader } from '#adapters/files/source-reader';
import { createUploadStage } from '#adapters/files/upload-stage';
import { createIsolatedParser } from '#adapters/parsers/isolated-parser';
import { createAppendEntry } from '#domain/audit/index';
import { createTestKeys } from '#domain/audit/testing';
import { DEFAULT_INGESTION_LIMITS, ingest } from '#domain/knowledge/index';
import { systemClock } from '#kernel/clock';
import { createIdGenerator } from '#kernel/id';
import { systemRandom } from '#kernel/random';
import type { AppendEntry } from '#kernel/transact';
import { sourceEntry, sourceThread } from '../worker-entries.ts';
import { BASE, GROUP, OWNER, type Told } from './fault-facts.ts';

const [, , home = '', folder = ''] = process.argv;
const tell = (told: Told) => void process.send?.(told);

const entry = sourceThread('adapters/database/embedded-worker.ts');
const connections = await openEmbedded({ folder: `${home}/database`, entry, sharedBuffersMb: 16 });
const newId = createIdGenerator(systemClock, systemRandom);
const append = createAppendEntry({
  store: createAuditStore(),
  keys: createTestKeys(),
  clock: systemClock,
  random: systemRandom,
  newId,
});
const told: AppendEntry = async (tx, principal, act) => {
  tell({ kind: 'step', step: `before the entry of ${act.action}` });
  await append(tx, principal, act);
  tell({ kind: 'step', step: `before the commit of ${act.action}` });
};
const database = createDatabase({ connections, append: told });
const store = createKnowledgeStore();
const parser = createIsolatedParser({ entry: sourceEntry('adapters/parsers/parse-child.ts'), processes: 2 });
const blobs = createBlobStore(`${home}/originals`);
const deps = {
  database,
  store,
  parser: {
    identify: parser.identify,
    parse: async (...given: Parameters<typeof parser.parse>) => {
      tell({ kind: 'step', step: 'before parsing' });
      const parsed = await parser.parse(...given);
      tell({ kind: 'step', step: 'after parsing' });
      return parsed;
    },
  },
  blobs: {
    ...blobs,
    put: async (bytes: Uint8Array) => {
      tell({ kind: 'step', step: 'before keeping the original' });
      return blobs.put(bytes);
    },
  },
  sources: createSourceReader(),
  uploads: createUploadStage(`${home}/uploads`),
  newId,
  clock: systemClock,
  limits: DEFAULT_INGESTION_LIMITS,
};

const { workspaceId } = OWNER;
const workspace = { id: workspaceId, name: 'main', title: 'Main', createdAt: systemClock.now() };
const everyone = { id: GROUP, workspaceId, name: 'everyone', everyone: true };
const access = createAccessStore();
if ((await database.read(OWNER, (tx) => access.findWorkspace(tx, workspaceId))) === null)
  await database.transact(OWNER, { action: 'workspace.create' }, (tx) =>
    access.createWorkspace(tx, workspace, everyone),
  );
if ((await database.read(OWNER, (tx) => store.findKnowledgeBase(tx, OWNER, BASE.id))) === null)
  await database.transact(OWNER, { action: 'knowledge-base.create' }, (tx) => store.createKnowledgeBase(tx, BASE));

const stored = await database.read(OWNER, async (tx) => {
  const sources = await store.listSources(tx, BASE.id);
  const prints = [];
  for (const source of sources) prints.push(...(await store.fingerprints(tx, source.id)));
  return prints;
});
tell({ kind: 'stored', documents: stored.map(({ name, originalHash }) => [name, originalHash ?? '']) });

const report = await ingest(deps, {
  principal: OWNER,
  from: { path: folder, knowledgeBase: BASE.name },
  removeMissing: true,
  report: ({ stage, item = '' }) => tell(stage === 'indexing' ? { kind: 'done', item } : { kind: 'step', step: stage }),
});
tell({ kind: 'finished', report });
parser.close();
await connections.close();
process.disconnect?.();
