/** A process that makes one workspace after another, each with its audit entry, until it is killed. */

import { createAccessStore } from '#adapters/database/access-store';
import { createAuditStore } from '#adapters/database/audit-store';
import { createDatabase } from '#adapters/database/create-database';
import { openEmbedded } from '#adapters/database/embedded';
import { createAppendEntry } from '#domain/audit/index';
import { createTestKeys } from '#domain/audit/testing';
import { systemClock } from '#kernel/clock';
import { createIdGenerator } from '#kernel/id';
import { systemPrincipal } from '#kernel/principal';
import { systemRandom } from '#kernel/random';
import { sourceThread } from '../worker-entries.ts';

const newId = createIdGenerator(systemClock, systemRandom);
const entry = sourceThread('adapters/database/embedded-worker.ts');
const connections = await openEmbedded({ folder: process.argv[2] ?? '', entry, sharedBuffersMb: 16 });
const deps = { store: createAuditStore(), keys: createTestKeys(), clock: systemClock, random: systemRandom, newId };
const database = createDatabase({ connections, append: createAppendEntry(deps) });
const access = createAccessStore();

for (let committed = 1; ; committed += 1) {
  const id = newId();
  const workspace = { id, name: `w-${id}`, title: 'w', createdAt: systemClock.now() };
  const everyone = { id: newId(), workspaceId: id, name: 'everyone', everyone: true };
  await database.transact(systemPrincipal(id, 'test'), { action: 'workspace.create' }, (tx) =>
    access.createWorkspace(tx, workspace, everyone),
  );
  process.send?.(committed);
}
