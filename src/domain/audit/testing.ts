/** For tests: the audit log in memory, and what every audit store must do. */

import { beforeEach, describe, expect, it } from 'vitest';
import { createIdGenerator, type Id } from '#kernel/id';
import { type Principal, systemPrincipal } from '#kernel/principal';
import { seededRandom } from '#kernel/random';
import { createTestClock } from '#kernel/testing';
import type { Act, AppendEntry, Database } from '#kernel/transact';
import { createAppendEntry } from './append-entry.ts';
import { appendLeaf, EMPTY_FRONTIER, hashLeaf, rootOf } from './merkle.ts';
import type { AuditFrontier, AuditKeys, AuditStore } from './ports.ts';
import { createTestKeys } from './testing/memory-audit-store.ts';

export { createMemoryAuditStore, createMemoryCheckpointLog, createTestKeys } from './testing/memory-audit-store.ts';

const clock = createTestClock();
const newId = createIdGenerator(clock, seededRandom(3));
const EVERYWHERE = systemPrincipal('*', 'test');
const NOTE: Act = { action: 'test.note', target: { type: 'thing', id: 'x' }, details: { count: 1 } };

/** An append entry with its own clock, ids and keys, over the given store. */
export function createTestAppend(store: AuditStore, keys: AuditKeys = createTestKeys()): AppendEntry {
  return createAppendEntry({ store, keys, clock, newId, random: seededRandom(5) });
}

/** `open` gives a database whose transactions append to `store`, empty or as earlier tests left it. */
export function auditStoreContract(
  open: () => Promise<{ readonly database: Database; readonly store: AuditStore; readonly append: AppendEntry }>,
): void {
  let database: Database;
  let store: AuditStore;
  let append: AppendEntry;
  let here: Principal;

  const frontier = () => database.read(EVERYWHERE, (tx) => store.frontier(tx));
  const note = (principal: Principal, act: Act = NOTE) => database.transact(principal, act, async () => {});
  const pageOf = (principal: Principal, from: number, limit: number) =>
    database.read(principal, (tx) => store.page(tx, from, limit));

  beforeEach(async () => {
    ({ database, store, append } = await open());
    here = systemPrincipal(newId(), 'test');
  });

  it('appends one entry for each transaction, and the frontier is that of all leaves', async () => {
    const { size } = await frontier();
    for (let count = 1; count <= 9; count += 1) await note(here);
    const after = await frontier();
    expect(after.size).toBe(size + 9);
    const all = await pageOf(here, 0, after.size);
    expect(all.map(({ entry }) => entry.index)).toEqual(all.map((_, index) => index));
    expect(all.every(({ entry }) => hashLeaf(entry.leaf) === entry.leafHash)).toBe(true);
    expect(after).toEqual(
      all.reduce<AuditFrontier>((sum, { entry }) => appendLeaf(sum, entry.leafHash), EMPTY_FRONTIER),
    );
    expect(rootOf(after)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('gives back exactly the text that was hashed, whatever is in it', async () => {
    const hard = 'ñ "\\ \u0000 \u2028 \u{1F600} \uD800 </script>';
    const { size } = await frontier();
    await note(here, { action: 'test.note', target: { type: 'thing', id: hard }, details: { hard } });
    const [stored] = await pageOf(here, size, 1);
    expect(hashLeaf(stored?.entry.leaf ?? '')).toBe(stored?.entry.leafHash);
    expect(JSON.parse(stored?.entry.leaf ?? '')).toMatchObject({ index: size, target: { id: hard } });
    expect(JSON.parse(stored?.payload?.body ?? '')).toEqual({ hard });
  });

  it('has no gaps and no doubles when many append at once', async () => {
    const { size } = await frontier();
    await Promise.all(Array.from({ length: 40 }, () => note(here)));
    const after = await frontier();
    expect(after.size).toBe(size + 40);
    const added = await pageOf(here, size, 100);
    expect(added.map(({ entry }) => entry.index)).toEqual(Array.from({ length: 40 }, (_, index) => size + index));
    const all = await pageOf(here, 0, after.size);
    expect(after).toEqual(
      all.reduce<AuditFrontier>((sum, { entry }) => appendLeaf(sum, entry.leafHash), EMPTY_FRONTIER),
    );
  });

  it('keeps neither entry nor change when the transaction fails, before or after appending', async () => {
    const before = await frontier();
    const personId = newId();
    const failing = database.transact(here, NOTE, async (tx) => {
      await append(tx, here, { ...NOTE, personId });
      throw new RangeError('on purpose');
    });
    await expect(failing).rejects.toThrow();
    expect(await frontier()).toEqual(before);
    expect(await pageOf(here, before.size, 1)).toEqual([]);
    expect(await database.read(here, (tx) => store.findPersonKey(tx, here.workspaceId, personId))).toBeNull();
    await note(here);
    expect((await frontier()).size).toBe(before.size + 1);
  });

  it('pages through the log', async () => {
    const { size } = await frontier();
    for (let count = 1; count <= 5; count += 1) await note(here);
    const indexes = async (from: number, limit: number) =>
      (await pageOf(here, from, limit)).map(({ entry }) => entry.index);
    expect(await indexes(size, 2)).toEqual([size, size + 1]);
    expect(await indexes(size + 4, 10)).toEqual([size + 4]);
    expect(await indexes(size + 5, 10)).toEqual([]);
  });

  describe('keys of persons', () => {
    const keyOf = (workspaceId: Id, personId: Id) => ({
      workspaceId,
      personId,
      wrappedKey: `wrapped ${personId}`,
      createdAt: new Date('2026-01-02T03:04:05.678Z'),
    });

    it('are kept apart by workspace, and can be destroyed', async () => {
      const there = systemPrincipal(newId(), 'test');
      const personId = newId();
      for (const { workspaceId } of [here, there])
        await database.transact(systemPrincipal(workspaceId, 'test'), NOTE, (tx) =>
          store.createPersonKey(tx, keyOf(workspaceId, personId)),
        );
      const find = ({ workspaceId }: Principal) =>
        database.read(systemPrincipal(workspaceId, 'test'), (tx) => store.findPersonKey(tx, workspaceId, personId));
      expect(await find(here)).toEqual(keyOf(here.workspaceId, personId));
      const remove = () => database.transact(here, NOTE, (tx) => store.removePersonKey(tx, here.workspaceId, personId));
      expect(await remove()).toBe(true);
      expect(await remove()).toBe(false);
      expect(await find(here)).toBeNull();
      expect(await find(there)).toEqual(keyOf(there.workspaceId, personId));
    });

    it('are made once, however many write about the person at the same time', async () => {
      const personId = newId();
      await Promise.all(Array.from({ length: 8 }, () => note(here, { ...NOTE, personId })));
      const found = await database.read(here, (tx) => store.findPersonKey(tx, here.workspaceId, personId));
      expect(found?.personId).toBe(personId);
    });
  });
}
