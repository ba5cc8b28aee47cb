/** What every knowledge store keeps, in memory and in a database. */

import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import type { Database, WriteTx } from '#kernel/transact';
import type { DocumentPlace, KnowledgeBase, KnowledgeStore, NewVersion } from '../ports.ts';
import { countSnapshot, type IndexSnapshot } from './index-snapshot.ts';
import { SAMPLE_FAILURE as FAILURE, sampleVersion } from './sample-version.ts';

export interface KnowledgeStoreHarness {
  readonly database: Database;
  readonly store: KnowledgeStore;
  /** Two workspaces that exist. */
  readonly workspaces: readonly [Id, Id];
  readonly newId: () => Id;
  inspect(knowledgeBaseId: Id): Promise<IndexSnapshot>;
}

/** Run by every implementation: in memory, on the embedded database and on a server. */
export function knowledgeStoreContract(open: () => Promise<KnowledgeStoreHarness>, runs: number): void {
  let harness: KnowledgeStoreHarness;
  let groups: readonly [Id, Id, Id];
  beforeAll(async () => {
    harness = await open();
    groups = [harness.newId(), harness.newId(), harness.newId()];
  });

  const principal = (groupIds: readonly Id[], workspace: 0 | 1 = 0): Principal => ({
    kind: 'account',
    id: 'a',
    workspaceId: harness.workspaces[workspace],
    role: 'owner',
    groupIds,
  });
  const write = <T>(work: (tx: WriteTx) => Promise<T>, workspace: 0 | 1 = 0) =>
    harness.database.transact(principal([], workspace), { action: 'test.change' }, work);
  const read = <T>(
    groupIds: readonly Id[],
    work: (tx: WriteTx, who: Principal) => Promise<T>,
    workspace: 0 | 1 = 0,
  ): Promise<T> => {
    const who = principal(groupIds, workspace);
    return harness.database.read(who, (tx) => work(tx as WriteTx, who));
  };

  let serial = 0;
  const base = async (groupIds: readonly Id[], workspace: 0 | 1 = 0): Promise<KnowledgeBase> => {
    serial += 1;
    const workspaceId = harness.workspaces[workspace];
    const name = `base-${serial}`;
    const made = { id: harness.newId(), workspaceId, name, title: name, groupIds, indexVersion: 0 };
    expect(await write((tx) => harness.store.createKnowledgeBase(tx, made), workspace)).toBe(true);
    return made;
  };
  const place = async (
    { id }: KnowledgeBase,
    name: string,
    groupIds: readonly Id[],
    workspace: 0 | 1 = 0,
  ): Promise<DocumentPlace> => {
    const wanted = { id: harness.newId(), knowledgeBaseId: id, kind: 'folder' as const, location: '/docs' };
    const source = await write((tx) => harness.store.ensureSource(tx, wanted), workspace);
    return { id: harness.newId(), sourceId: source.id, knowledgeBaseId: id, name, groupIds };
  };
  const save = (at: DocumentPlace, number: number, text: string, workspace: 0 | 1 = 0) => {
    const added = sampleVersion(at.id, number, text, harness.newId());
    return write((tx) => harness.store.saveVersion(tx, at, added), workspace).then(() => added);
  };

  describe('knowledge bases', () => {
    it('are found by id and name by those of their groups in their workspace, and by nobody else', async () => {
      const made = await base([groups[1], groups[0], groups[0]]);
      const find = (who: readonly Id[], key: string, workspace: 0 | 1 = 0) =>
        read(who, (tx, one) => harness.store.findKnowledgeBase(tx, one, key), workspace);
      expect(await find([groups[0]], made.id)).toEqual({ ...made, groupIds: [groups[0], groups[1]].sort() });
      expect((await find([groups[2], groups[1]], made.name))?.id).toBe(made.id);
      expect(await find([groups[2]], made.id)).toBeNull();
      expect(await find([], made.id)).toBeNull();
      expect(await find([groups[0]], made.id, 1)).toBeNull();
      expect(await find([groups[0]], 'absent')).toBeNull();
      const listed = await read([groups[2]], (tx, one) => harness.store.listKnowledgeBases(tx, one));
      expect(listed.map(({ id }) => id)).not.toContain(made.id);
    });

    it('have a name that is unique in the workspace', async () => {
      const made = await base([groups[0]]);
      const again = { ...made, id: harness.newId() };
      expect(await write((tx) => harness.store.createKnowledgeBase(tx, again))).toBe(false);
      const elsewhere = { ...again, workspaceId: harness.workspaces[1] };
      expect(await write((tx) => harness.store.createKnowledgeBase(tx, elsewhere), 1)).toBe(true);
    });

    it('change hands with the next query', async () => {
      const made = await base([groups[0]]);
      await write((tx) => harness.store.setKnowledgeBaseGroups(tx, made.id, [groups[1]]));
      const find = (who: Id) => read([who], (tx, one) => harness.store.findKnowledgeBase(tx, one, made.id));
      expect(await find(groups[0])).toBeNull();
      expect(await find(groups[1])).toMatchObject({ groupIds: [groups[1]], indexVersion: 1 });
    });

    it('file a folder within the one around it', async () => {
      const made = await base([groups[0]]);
      const at = await place(made, 'uno.md', [groups[0]]);
      await save(at, 1, 'Uno.');
      const outer = { id: harness.newId(), knowledgeBaseId: made.id, kind: 'folder', location: '/outer' } as const;
      await write((tx) => harness.store.ensureSource(tx, outer));
      for (const _twice of [1, 2]) await write((tx) => harness.store.adoptSource(tx, at.sourceId, outer, 'sub/'));
      const found = await read([groups[0]], (tx, who) => harness.store.findDocument(tx, who, at.id));
      expect(found).toMatchObject({ name: 'sub/uno.md', sourceId: outer.id, version: 1 });
      expect(await read([groups[0]], (tx) => harness.store.listSources(tx, made.id))).toEqual([outer]);
    });

    it('have one source per location', async () => {
      const made = await base([groups[0]]);
      const first = await place(made, 'a.md', [groups[0]]);
      const second = await place(made, 'b.md', [groups[0]]);
      expect(second.sourceId).toBe(first.sourceId);
      const sources = await read([], (tx) => harness.store.listSources(tx, made.id));
      expect(sources).toEqual([{ id: first.sourceId, knowledgeBaseId: made.id, kind: 'folder', location: '/docs' }]);
    });
  });

  describe('documents', () => {
    it('keep every version as it was read', async () => {
      const made = await base([groups[0]]);
      const at = await place(made, 'carpeta/uno.md', [groups[0]]);
      const first = await save(at, 1, 'El plazo es de quince días.\nEl importe es 1.234,56 €. 😀 “comillas” \\ \t');
      const second = await save(at, 2, 'El plazo es de veinte días.\nNada más.');
      const found = await read([groups[0]], async (tx, who) => ({
        one: await harness.store.readVersion(tx, who, at.id, 1),
        two: await harness.store.readVersion(tx, who, at.id, 2),
        three: await harness.store.readVersion(tx, who, at.id, 3),
        document: await harness.store.findDocument(tx, who, at.id),
        versions: await harness.store.listVersions(tx, who, at.id),
        chunks: await harness.store.listChunks(tx, who, at.id),
        prints: await harness.store.fingerprints(tx, at.sourceId),
      }));
      const content = ({ version, text, blocks, boxes, pages }: NewVersion) => {
        return { name: at.name, version, text, blocks, boxes, pages };
      };
      expect(found.one).toEqual(content(first));
      expect(found.two).toEqual(content(second));
      expect(found.three).toBeNull();
      expect(found.versions).toEqual([first.version, second.version]);
      expect(found.chunks).toEqual(second.chunks);
      const { title, mediaType, sizeBytes, createdAt } = second.version;
      expect(found.document).toEqual({
        ...at,
        title,
        state: 'ready',
        failure: null,
        version: 2,
        language: 'es',
        mediaType,
        pageCount: null,
        sizeBytes,
        chunkCount: second.chunks.length,
        updatedAt: createdAt,
      });
      expect(found.prints).toEqual([
        {
          documentId: at.id,
          name: at.name,
          originalHash: second.version.originalHash,
          pipeline: second.version.pipeline,
          failed: false,
          groupIds: at.groupIds,
          version: 2,
          sizeBytes,
        },
      ]);
    });

    it('are absent for those outside their groups, outside those of the knowledge base, and in other workspaces', async () => {
      const made = await base([groups[0], groups[1]]);
      const at = await place(made, 'uno.md', [groups[1], groups[2]]);
      await save(at, 1, 'Texto reservado.');
      const seen = (who: readonly Id[], workspace: 0 | 1 = 0) =>
        read(
          who,
          async (tx, one) => [
            (await harness.store.findDocument(tx, one, at.id)) !== null,
            (await harness.store.listVersions(tx, one, at.id)).length > 0,
            (await harness.store.readVersion(tx, one, at.id, 1)) !== null,
            (await harness.store.listChunks(tx, one, at.id)).length > 0,
            (await harness.store.listDocuments(tx, one, { knowledgeBaseIds: [made.id], limit: 9 })).length > 0,
            (await harness.store.countDocuments(tx, one)).has(made.id),
          ],
          workspace,
        );
      const all = (value: boolean) => Array(6).fill(value);
      expect(await seen([groups[1]])).toEqual(all(true));
      expect(await seen([groups[0], groups[2]])).toEqual(all(true));
      expect(await seen([groups[0]])).toEqual(all(false));
      expect(await seen([groups[2]])).toEqual(all(false));
      expect(await seen([])).toEqual(all(false));
      expect(await seen([groups[1]], 1)).toEqual(all(false));
    });

    it('remember a failure, keep their last good version, and recover', async () => {
      const made = await base([groups[0]]);
      const at = await place(made, 'uno.pdf', [groups[0]]);
      const fresh = await place(made, 'roto.pdf', [groups[0]]);
      const good = await save(at, 1, 'Primera versión buena.');
      const version = async () =>
        (await read([groups[0]], (tx, who) => harness.store.findKnowledgeBase(tx, who, made.id)))?.indexVersion;
      const moved = await version();
      await write((tx) => harness.store.saveFailure(tx, at, FAILURE));
      await write((tx) => harness.store.saveFailure(tx, fresh, FAILURE));
      expect(await version()).toBe(moved);
      const held = [good.version.originalHash, FAILURE.originalHash];
      expect(await read([], (tx) => harness.store.keptOriginals(tx, [...held, 'f']))).toEqual(new Set(held));
      const failure = { code: FAILURE.code, message: FAILURE.message, remedy: FAILURE.remedy };
      const [broken, kept] = await read([groups[0]], (tx, who) =>
        harness.store.listDocuments(tx, who, { knowledgeBaseIds: [made.id], state: 'failed', limit: 9 }),
      );
      expect(kept).toMatchObject({ id: at.id, failure, version: 1, mediaType: 'text/plain', sizeBytes: 22 });
      expect(broken).toMatchObject({
        id: fresh.id,
        failure,
        version: 0,
        title: 'roto.pdf',
        mediaType: 'application/pdf',
        sizeBytes: 7,
        updatedAt: FAILURE.at,
      });
      const prints = await read([], (tx) => harness.store.fingerprints(tx, at.sourceId));
      expect(prints.map(({ failed, originalHash, version }) => ({ failed, originalHash, version }))).toEqual(
        expect.arrayContaining([
          { failed: true, originalHash: FAILURE.originalHash, version: 1 },
          { failed: true, originalHash: FAILURE.originalHash, version: 0 },
        ]),
      );
      expect(await read([groups[0]], (tx, who) => harness.store.listChunks(tx, who, at.id))).toEqual(good.chunks);
      const counts = await read([groups[0]], (tx, who) => harness.store.countDocuments(tx, who));
      expect(counts.get(made.id)).toEqual({ documents: 2, failed: 2 });
      await save(fresh, 1, 'Ya se puede leer.');
      const recovered = await read([groups[0]], (tx, who) => harness.store.findDocument(tx, who, fresh.id));
      expect(recovered).toMatchObject({ state: 'ready', failure: null, version: 1 });
    });

    it('are listed by name, page by page, and found by a part of name or title', async () => {
      const made = await base([groups[0]]);
      const names = ['ñandú_100%.md', 'b.md', 'a/b.md', 'Zeta.md', 'a b.md'];
      for (const name of names) await save(await place(made, name, [groups[0]]), 1, `Texto de ${name}.`);
      const list = (filter: object) =>
        read([groups[0]], (tx, who) =>
          harness.store.listDocuments(tx, who, { knowledgeBaseIds: [made.id], limit: 2, ...filter }),
        );
      const seen: string[] = [];
      for (let page = await list({}); page.length > 0; page = await list({ after: page.at(-1) }))
        seen.push(...page.map(({ name }) => name));
      expect(seen).toEqual(['Zeta.md', 'a b.md', 'a/b.md', 'b.md', 'ñandú_100%.md']);
      expect((await list({ query: '_100%' })).map(({ name }) => name)).toEqual(['ñandú_100%.md']);
      expect((await list({ query: 'zeTA' })).map(({ name }) => name)).toEqual(['Zeta.md']);
      expect(await list({ query: 'título', limit: 9 })).toHaveLength(5);
      expect(await list({ query: '\\' })).toEqual([]);
    });

    it('refuse a version that is not the next, and a name that another document has', async () => {
      const made = await base([groups[0]]);
      const at = await place(made, 'uno.md', [groups[0]]);
      await save(at, 1, 'Uno.');
      const conflict = { code: 'DOCUMENT_CHANGED_MEANWHILE' };
      await expect(save(at, 1, 'Otra vez uno.')).rejects.toMatchObject(conflict);
      await expect(save(at, 3, 'Tres.')).rejects.toMatchObject(conflict);
      await expect(save({ ...at, id: harness.newId() }, 1, 'Doble.')).rejects.toMatchObject(conflict);
      const other = { ...at, id: harness.newId() };
      await expect(write((tx) => harness.store.saveFailure(tx, other, FAILURE))).rejects.toMatchObject(conflict);
    });

    it('stay as they were when the transaction fails', async () => {
      const made = await base([groups[0]]);
      const at = await place(made, 'uno.md', [groups[0]]);
      await save(at, 1, 'Uno dos tres.');
      const before = await harness.inspect(made.id);
      const added = sampleVersion(at.id, 2, 'Cuatro cinco seis.', harness.newId());
      const failing = write(async (tx) => {
        await harness.store.saveVersion(tx, at, added);
        throw new Error('stop');
      });
      await expect(failing).rejects.toThrow();
      expect(await harness.inspect(made.id)).toEqual(before);
      const found = await read([groups[0]], (tx, who) => harness.store.findDocument(tx, who, at.id));
      expect(found?.version).toBe(1);
    });

    it('are gone without a trace when removed, and removing what is absent does nothing', async () => {
      const made = await base([groups[0]]);
      const at = await place(made, 'uno.md', [groups[0]]);
      await save(at, 1, 'Uno dos tres.');
      await write((tx) => harness.store.removeDocument(tx, at.id));
      await write((tx) => harness.store.removeDocument(tx, harness.newId()));
      expect(await harness.inspect(made.id)).toEqual({ audiences: [], chunks: [], postings: [] });
      expect(await read([groups[0]], (tx, who) => harness.store.readVersion(tx, who, at.id, 1))).toBeNull();
      expect(await read([], (tx) => harness.store.fingerprints(tx, at.sourceId))).toEqual([]);
    });
  });

  describe('the index', () => {
    const word = fc.constantFrom(
      'plazo',
      'contrato',
      'días',
      'the',
      'ISO-27001',
      'vacaciones',
      '15',
      'pago',
      'y',
      'ñu',
    );
    const text = fc
      .array(fc.array(word, { minLength: 1, maxLength: 14 }), { maxLength: 5 })
      .map((lines) => lines.map((words) => words.join(' ')).join('\n'));
    const readers = fc.subarray([0, 1, 2], { minLength: 1 });
    const step = fc.record({
      kind: fc.constantFrom('save', 'save', 'save', 'fail', 'remove', 'regroup', 'abort'),
      document: fc.integer({ min: 0, max: 3 }),
      text,
      readers,
    });

    it('is what counting from scratch gives, after any history', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (history) => {
          const made = await base([groups[0]]);
          const model = new Map<number, { at: DocumentPlace; added: NewVersion | null }>();
          for (const { kind, document, text: content, readers: who } of history) {
            const known = model.get(document);
            const groupIds = who.map((index) => groups[index] ?? groups[0]);
            const at = { ...(known?.at ?? (await place(made, `${document}.md`, groupIds))), groupIds };
            const number = (known?.added?.version.number ?? 0) + 1;
            if (kind === 'save') model.set(document, { at, added: await save(at, number, content) });
            else if (kind === 'abort') {
              const added = sampleVersion(at.id, number, content, harness.newId());
              const aborted = write(async (tx) => {
                await harness.store.saveVersion(tx, at, added);
                throw new Error('stop');
              });
              await expect(aborted).rejects.toThrow('stop');
            } else if (kind === 'fail') {
              await write((tx) => harness.store.saveFailure(tx, at, FAILURE));
              model.set(document, { at, added: known?.added ?? null });
            } else if (known && kind === 'regroup') {
              await write((tx) => harness.store.setDocumentGroups(tx, at.id, groupIds));
              model.set(document, { ...known, at });
            } else if (known) {
              await write((tx) => harness.store.removeDocument(tx, at.id));
              model.delete(document);
            }
          }
          const expected = countSnapshot(
            [...model.values()].flatMap(({ at, added }) =>
              added ? [{ id: at.id, groupIds: at.groupIds, current: added }] : [],
            ),
          );
          expect(await harness.inspect(made.id)).toEqual(expected);
        }),
        { numRuns: runs },
      );
    });

    it('has a version that moves with every change that a search of its reader could notice, and no other', async () => {
      const made = await base([groups[0], groups[1]]);
      const at = await place(made, 'uno.md', [groups[0]]);
      const seenBy = async (who: Id) => {
        const found = await read([who], (tx, one) => harness.store.findKnowledgeBase(tx, one, made.id));
        expect(await read([who], (tx, one) => harness.store.listKnowledgeBases(tx, one))).toContainEqual(found);
        return found?.indexVersion;
      };
      const version = async () => [await seenBy(groups[0]), await seenBy(groups[1])];
      const seen = [await version()];
      await save(at, 1, 'Uno.');
      seen.push(await version());
      await write((tx) => harness.store.setDocumentGroups(tx, at.id, [groups[0]]));
      seen.push(await version());
      await write((tx) => harness.store.setDocumentGroups(tx, at.id, [groups[1]]));
      seen.push(await version());
      await write((tx) => harness.store.removeDocument(tx, at.id));
      seen.push(await version());
      expect(seen).toEqual([
        [0, 0],
        [1, 0],
        [1, 0],
        [2, 1],
        [2, 2],
      ]);
    });
  });
}
