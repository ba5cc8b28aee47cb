import { describe, expect, it } from 'vitest';
import { createIdGenerator, type Id } from '#kernel/id';
import type { Principal, Role } from '#kernel/principal';
import { seededRandom } from '#kernel/random';
import { createMemoryDatabase, createTestClock } from '#kernel/testing';
import { createKnowledgeBase } from './create-knowledge-base.ts';
import { findBoxes } from './find-boxes.ts';
import { findDocument } from './find-document.ts';
import { listDocuments } from './list-documents.ts';
import { listKnowledgeBases } from './list-knowledge-bases.ts';
import { readOriginal } from './read-original.ts';
import { readVersion } from './read-version.ts';
import { removeDocument } from './remove-document.ts';
import { resolveKnowledgeBase } from './resolve-knowledge-base.ts';
import { setDocumentGroups } from './set-document-groups.ts';
import { setKnowledgeBaseGroups } from './set-knowledge-base-groups.ts';
import { createMemoryBlobStore, createMemoryKnowledgeStore, sampleVersion } from './testing.ts';

async function setUp() {
  const newId = createIdGenerator(createTestClock(), seededRandom(5));
  const [workspaceId, everyone, board] = [newId(), newId(), newId()];
  const deps = {
    database: createMemoryDatabase(),
    store: createMemoryKnowledgeStore(),
    blobs: createMemoryBlobStore(),
    newId,
  };
  const as = (role: Role, ...groupIds: Id[]): Principal => ({ kind: 'account', id: role, workspaceId, role, groupIds });
  const owner = as('owner', everyone, board);
  const base = await createKnowledgeBase(deps, { principal: owner, name: 'manual', groupIds: [everyone, board] });
  const source = { id: newId(), knowledgeBaseId: base.id, kind: 'folder', location: '/docs' } as const;
  const add = async (name: string, groupIds: readonly Id[], text: string) => {
    const documentId = newId();
    const added = sampleVersion(documentId, 1, text, newId());
    const originalHash = await deps.blobs.put(new TextEncoder().encode(text));
    const place = { id: documentId, sourceId: source.id, knowledgeBaseId: base.id, name, groupIds };
    const version = { ...added.version, originalHash };
    await deps.database.transact(owner, { action: 'test' }, async (tx) => {
      await deps.store.ensureSource(tx, source);
      await deps.store.saveVersion(tx, place, { ...added, version });
    });
    return documentId;
  };
  const open = await add('sub/abierto.md', [everyone], 'Texto para todos.');
  const closed = await add('acta.md', [board], 'Texto del consejo.');
  return { deps, as, owner, base, everyone, board, open, closed };
}

const GONE = { code: 'DOCUMENT_NOT_FOUND' };

describe('documents', () => {
  it('are listed page by page with an opaque cursor', async () => {
    const { deps, owner, open, closed } = await setUp();
    const first = await listDocuments(deps, { principal: owner, knowledgeBase: 'manual', limit: 1 });
    expect(first.items.map(({ id }) => id)).toEqual([closed]);
    const after = first.next ?? '';
    const second = await listDocuments(deps, { principal: owner, knowledgeBase: 'manual', limit: 1, after });
    expect(second).toMatchObject({ items: [{ id: open }], next: null });
    const broken = listDocuments(deps, { principal: owner, knowledgeBase: 'manual', limit: 1, after: 'x' });
    await expect(broken).rejects.toMatchObject({ code: 'CURSOR_UNREADABLE' });
  });

  it('are read with text, boxes and original', async () => {
    const { deps, owner, open } = await setUp();
    const version = { principal: owner, documentId: open, version: 1 };
    expect((await readVersion(deps, version)).text).toBe('Texto para todos.');
    expect(await findBoxes(deps, { ...version, span: { start: 0, end: 5 } })).toHaveLength(1);
    expect(await findBoxes(deps, { ...version, span: { start: 1, end: 5 } })).toEqual([]);
    for (const span of [
      { start: 0, end: 99 },
      { start: 3, end: 3 },
      { start: -1, end: 2 },
      { start: 0.5, end: 2 },
    ])
      await expect(findBoxes(deps, { ...version, span })).rejects.toMatchObject({ code: 'SPAN_OUTSIDE_TEXT' });
    const { fileName, bytes } = await readOriginal(deps, version);
    expect([fileName, new TextDecoder().decode(bytes)]).toEqual(['abierto.md', 'Texto para todos.']);
    const { document, knowledgeBase, versions } = await findDocument(deps, { principal: owner, documentId: open });
    expect([document.id, knowledgeBase.name, versions.length]).toEqual([open, 'manual', 1]);
  });

  it('that are hidden are absent in every way, for every role', async () => {
    const { deps, as, everyone, closed } = await setUp();
    const principal = as('owner', everyone);
    for (const documentId of [closed, deps.newId(), 'nonsense']) {
      const version = { principal, documentId, version: 1 };
      await expect(findDocument(deps, version)).rejects.toMatchObject(GONE);
      await expect(readVersion(deps, version)).rejects.toMatchObject(GONE);
      await expect(readOriginal(deps, version)).rejects.toMatchObject(GONE);
      await expect(removeDocument(deps, version)).rejects.toMatchObject(GONE);
      await expect(setDocumentGroups(deps, { ...version, groupIds: [everyone] })).rejects.toMatchObject(GONE);
    }
    const listed = await listDocuments(deps, { principal, knowledgeBase: 'manual', limit: 9 });
    expect(listed.items.map(({ name }) => name)).toEqual(['sub/abierto.md']);
    expect(await listKnowledgeBases(deps, { principal })).toMatchObject([{ documents: 1, failed: 0 }]);
    expect(deps.database.acts.map(({ act }) => act.action)).not.toContain('document.remove');
  });

  it('change readers and go, each with its entry', async () => {
    const { deps, as, owner, everyone, board, open, closed } = await setUp();
    await setDocumentGroups(deps, { principal: owner, documentId: closed, groupIds: [everyone] });
    expect((await findDocument(deps, { principal: as('member', everyone), documentId: closed })).document.id).toBe(
      closed,
    );
    await removeDocument(deps, { principal: owner, documentId: open });
    await expect(findDocument(deps, { principal: owner, documentId: open })).rejects.toMatchObject(GONE);
    expect(deps.database.acts.slice(-2).map(({ act }) => act.action)).toEqual(['document.regroup', 'document.remove']);
    const none = setDocumentGroups(deps, { principal: owner, documentId: closed, groupIds: [] });
    await expect(none).rejects.toMatchObject({ code: 'GROUPS_MISSING' });
    const member = as('member', everyone, board);
    await expect(removeDocument(deps, { principal: member, documentId: closed })).rejects.toMatchObject({
      code: 'NOT_PERMITTED',
    });
  });
});

describe('knowledge bases', () => {
  it('need a usable name that is free', async () => {
    const { deps, owner, everyone } = await setUp();
    const make = (name: string, groupIds: readonly Id[] = [everyone], title = 'T') =>
      createKnowledgeBase(deps, { principal: owner, name, title, groupIds });
    await expect(make('manual')).rejects.toMatchObject({ code: 'NAME_TAKEN' });
    for (const bad of [
      '',
      'Manual',
      'a b',
      '-a',
      'a--b',
      'a/b',
      '0198c1f2-0000-7000-8000-000000000001',
      'x'.repeat(101),
    ])
      await expect(make(bad)).rejects.toMatchObject({ code: 'NAME_NOT_USABLE' });
    await expect(make('a', [everyone], 'a\n')).resolves.toMatchObject({ title: 'a' });
    await expect(make('b', [everyone], 'a\0b')).rejects.toMatchObject({ code: 'TITLE_NOT_USABLE' });
    await expect(make('c', [])).rejects.toMatchObject({ code: 'GROUPS_MISSING' });
    expect(await make('18f-handbook')).toMatchObject({ name: '18f-handbook' });
    expect(await make(' política-2026 ')).toMatchObject({ name: 'política-2026' });
  });

  it('change readers, from the next query on', async () => {
    const { deps, as, owner, everyone, board } = await setUp();
    const changed = await setKnowledgeBaseGroups(deps, {
      principal: owner,
      knowledgeBase: 'manual',
      groupIds: [board],
    });
    expect(changed).toMatchObject({ groupIds: [board], indexVersion: 3 });
    const resolve = (principal: Principal) => resolveKnowledgeBase(deps, { principal, knowledgeBase: 'manual' });
    await expect(resolve(as('owner', everyone))).rejects.toMatchObject({ code: 'KNOWLEDGE_BASE_NOT_FOUND' });
    expect(await resolve(owner)).toEqual(changed);
  });
});
