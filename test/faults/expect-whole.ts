/** Opens what killed ingestions left behind and compares it with what should be there. */

import { expect } from 'vitest';
import { createAuditStore } from '#adapters/database/audit-store';
import { createDatabase } from '#adapters/database/create-database';
import { openEmbedded } from '#adapters/database/embedded';
import { createKnowledgeStore } from '#adapters/database/knowledge-store';
import { createBlobStore } from '#adapters/files/blob-store';
import { exportAudit } from '#domain/audit/index';
import { createTestKeys } from '#domain/audit/testing';
import { countSnapshot, indexChunks } from '#domain/knowledge/testing';
import { systemPrincipal } from '#kernel/principal';
import type { Database } from '#kernel/transact';
import { verifyExport } from '#verifier/index';
import { readIndexSnapshot } from '../index-snapshot.ts';
import { sourceThread } from '../worker-entries.ts';
import { BASE, OWNER } from './fault-facts.ts';
import type { KillReport } from './kill-ingestion.ts';

const store = createKnowledgeStore();

/** 0 lost, 0 doubled, statistics as counted from scratch, an audit entry for every version, originals all there. */
export async function expectWhole(home: string, report: KillReport): Promise<void> {
  const entry = sourceThread('adapters/database/embedded-worker.ts');
  const connections = await openEmbedded({ folder: `${home}/database`, entry, sharedBuffersMb: 16 });
  const database = createDatabase({ connections, append: async () => {} });
  try {
    expect(report.lost).toEqual([]);
    expect(report.again).toMatchObject({ added: 0, changed: 0, removed: 0, unchanged: report.files.size, chunks: 0 });
    const documents = await database.read(OWNER, async (tx) => {
      const listed = await store.listDocuments(tx, OWNER, { knowledgeBaseIds: [BASE.id], limit: 10_000 });
      const sources = await store.listSources(tx, BASE.id);
      expect(sources).toHaveLength(1);
      const prints = await store.fingerprints(tx, sources[0]?.id ?? '');
      expect(new Map(prints.map(({ name, originalHash }) => [name, originalHash]))).toEqual(report.files);
      const found = [];
      for (const document of listed)
        found.push({
          ...document,
          versions: await store.listVersions(tx, OWNER, document.id),
          chunks: await store.listChunks(tx, OWNER, document.id),
        });
      return found;
    });
    expect(documents.map(({ name }) => name).sort()).toEqual([...report.files.keys()].sort());
    const counted = [];
    for (const { id, groupIds, chunks, title } of documents)
      counted.push({ id, groupIds, current: { chunks, postings: await indexChunks(chunks, title) } });
    expect(await readIndexSnapshot(database, OWNER.workspaceId, BASE.id)).toEqual(countSnapshot(counted));
    const blobs = createBlobStore(`${home}/originals`);
    for (const { state, name, versions } of documents) {
      expect(state).toBe(name.endsWith('.pdf') ? 'failed' : 'ready');
      expect(versions.map(({ number }) => number)).toEqual(versions.map((_, index) => index + 1));
      for (const { originalHash } of versions) expect(await blobs.has(originalHash)).toBe(true);
    }
    await expectEntries(database, documents);
  } finally {
    await connections.close();
  }
}

async function expectEntries(
  database: Database,
  documents: readonly { readonly id: string; readonly versions: readonly unknown[] }[],
): Promise<void> {
  const auditStore = createAuditStore();
  const keys = createTestKeys();
  const entries = await database.read(systemPrincipal('*', 'test'), (tx) => auditStore.page(tx, 0, 1_000_000));
  const written = new Map<string, number>();
  for (const { entry } of entries) {
    const { action, target } = JSON.parse(entry.leaf) as { action: string; target: { id: string } | null };
    if (target && (action === 'document.add' || action === 'document.change'))
      written.set(target.id, (written.get(target.id) ?? 0) + 1);
  }
  for (const { id, versions } of documents) expect(written.get(id) ?? 0).toBe(versions.length);
  const exported = exportAudit({ database, store: auditStore, keys }, OWNER);
  // Exporting is itself written down in a real database; here nothing is appended, so that the log stays as it was left.
  expect(await verifyExport(exported)).toMatchObject({ ok: true, size: entries.length });
}
