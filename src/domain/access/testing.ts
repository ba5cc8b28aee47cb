/** For tests: the store in memory, and what every access store must do. */

import { beforeEach, describe, expect, it } from 'vitest';
import { createIdGenerator, type Id } from '#kernel/id';
import { type Principal, systemPrincipal } from '#kernel/principal';
import { seededRandom } from '#kernel/random';
import { createTestClock } from '#kernel/testing';
import type { Database, WriteTx } from '#kernel/transact';
import type { AccessStore, ApiKey, Pass } from './ports.ts';

export { createMemoryAccessStore } from './testing/memory-access-store.ts';

const clock = createTestClock();
const newId = createIdGenerator(clock, seededRandom(7));
const EVERYWHERE = systemPrincipal('*', 'test');
const NOW = new Date('2026-01-02T03:04:05.678Z');
const LATER = new Date('2026-02-02T03:04:05.678Z');
let hashes = 0;

function nextHash(): string {
  hashes += 1;
  return hashes.toString(16).padStart(64, '0');
}

/** `open` gives an empty, migrated database for every test, or one that keeps what earlier tests left. */
export function accessStoreContract(
  open: () => Promise<{ readonly database: Database; readonly store: AccessStore }>,
): void {
  let database: Database;
  let store: AccessStore;

  interface Setting {
    readonly system: Principal;
    readonly workspaceId: Id;
    readonly everyone: Id;
    readonly ana: Id;
    readonly luis: Id;
  }

  const write = <T>(principal: Principal, work: (tx: WriteTx) => Promise<T>) =>
    database.transact(principal, { action: 'test.write' }, work);

  async function settle(createdAt = NOW): Promise<Setting> {
    const [workspaceId, everyone, ana, luis] = [newId(), newId(), newId(), newId()];
    const system = systemPrincipal(workspaceId, 'test');
    await write(system, async (tx) => {
      await store.createWorkspace(
        tx,
        { id: workspaceId, name: `w-${workspaceId}`, title: 'Taller', createdAt },
        { id: everyone, workspaceId, name: 'everyone', everyone: true },
      );
      await store.createAccount(tx, { id: ana, name: 'Ana Ñúñez', email: 'ana@example.org' });
      await store.createAccount(tx, { id: luis, name: 'Luis', email: null });
      await store.saveMember(tx, workspaceId, ana, 'owner');
      await store.saveMember(tx, workspaceId, luis, 'member');
    });
    return { system, workspaceId, everyone, ana, luis };
  }

  const keyOf = (setting: Setting, part: Partial<ApiKey> = {}): ApiKey => ({
    id: newId(),
    workspaceId: setting.workspaceId,
    name: 'build server',
    prefix: 'med_Ab3x',
    role: 'member',
    groupIds: [setting.everyone],
    createdBy: setting.ana,
    createdAt: NOW,
    expiresAt: LATER,
    revokedAt: null,
    lastUsedAt: null,
    ...part,
  });

  beforeEach(async () => {
    ({ database, store } = await open());
  });

  describe('workspaces', () => {
    it('finds what was made, and the oldest as the first', async () => {
      const young = await settle(new Date('2026-03-01T00:00:00Z'));
      const old = await settle(new Date('2001-03-01T00:00:00Z'));
      const first = await database.read(EVERYWHERE, (tx) => store.firstWorkspace(tx));
      expect(first?.id).toBe(old.workspaceId);
      const found = await database.read(young.system, (tx) => store.findWorkspace(tx, young.workspaceId));
      expect(found).toEqual({
        id: young.workspaceId,
        name: `w-${young.workspaceId}`,
        title: 'Taller',
        createdAt: new Date('2026-03-01T00:00:00Z'),
      });
      expect(await database.read(EVERYWHERE, (tx) => store.findWorkspace(tx, newId()))).toBeNull();
    });

    it('makes no second one of the same name', async () => {
      const { workspaceId } = await settle();
      const other = newId();
      const made = await write(systemPrincipal(other, 'test'), (tx) =>
        store.createWorkspace(
          tx,
          { id: other, name: `w-${workspaceId}`, title: 'Otro', createdAt: NOW },
          { id: newId(), workspaceId: other, name: 'everyone', everyone: true },
        ),
      );
      expect(made).toBe(false);
      expect(await database.read(EVERYWHERE, (tx) => store.findWorkspace(tx, other))).toBeNull();
    });
  });

  describe('members and groups', () => {
    it('lists members in the order of joining, each in everyone', async () => {
      const { system, workspaceId, everyone, ana, luis } = await settle();
      const members = await database.read(system, (tx) => store.listMembers(tx, workspaceId));
      expect(members).toEqual([
        { account: { id: ana, name: 'Ana Ñúñez', email: 'ana@example.org' }, role: 'owner', groupIds: [everyone] },
        { account: { id: luis, name: 'Luis', email: null }, role: 'member', groupIds: [everyone] },
      ]);
      expect(await database.read(system, (tx) => store.findMember(tx, workspaceId, luis))).toEqual(members[1]);
    });

    it('takes an id that is none for one that is absent', async () => {
      const { system, workspaceId } = await settle();
      expect(await database.read(system, (tx) => store.findMember(tx, workspaceId, 'ana'))).toBeNull();
      expect(await database.read(system, (tx) => store.findMember(tx, workspaceId, newId()))).toBeNull();
      expect(await write(system, (tx) => store.revokeKey(tx, workspaceId, "'; --", NOW))).toBe(false);
    });

    it('changes a role in place', async () => {
      const { system, workspaceId, luis } = await settle();
      await write(system, async (tx) => {
        await store.lockWorkspace(tx, workspaceId);
        await store.saveMember(tx, workspaceId, luis, 'curator');
      });
      const members = await database.read(system, (tx) => store.listMembers(tx, workspaceId));
      expect(members.map((each) => each.role)).toEqual(['owner', 'curator']);
    });

    it('adds to and removes from groups, twice as well as once', async () => {
      const { system, workspaceId, everyone, luis } = await settle();
      const group = { id: newId(), workspaceId, name: 'Dirección', everyone: false };
      const groupsOfLuis = async () =>
        (await database.read(system, (tx) => store.findMember(tx, workspaceId, luis)))?.groupIds;
      await write(system, async (tx) => {
        await store.createGroup(tx, group);
        await store.addToGroup(tx, workspaceId, group.id, luis);
        await store.addToGroup(tx, workspaceId, group.id, luis);
      });
      expect(await groupsOfLuis()).toEqual([everyone, group.id].sort());
      const groups = await database.read(system, (tx) => store.listGroups(tx, workspaceId));
      expect(groups).toEqual([{ id: everyone, workspaceId, name: 'everyone', everyone: true }, group]);
      await write(system, (tx) => store.removeFromGroup(tx, workspaceId, group.id, luis));
      await write(system, (tx) => store.removeFromGroup(tx, workspaceId, group.id, luis));
      expect(await groupsOfLuis()).toEqual([everyone]);
    });

    it('removes a member with places, sessions and links, and nobody else', async () => {
      const { system, workspaceId, ana, luis } = await settle();
      const group = { id: newId(), workspaceId, name: 'g', everyone: false };
      const [link, session, other] = [nextHash(), nextHash(), nextHash()];
      await write(system, async (tx) => {
        await store.createGroup(tx, group);
        await store.addToGroup(tx, workspaceId, group.id, luis);
        await store.createLoginLink(tx, { hash: link, workspaceId, accountId: luis, expiresAt: LATER });
        await store.createSession(tx, { hash: session, workspaceId, accountId: luis, expiresAt: LATER });
        await store.createSession(tx, { hash: other, workspaceId, accountId: ana, expiresAt: LATER });
      });
      await write(system, (tx) => store.removeMember(tx, workspaceId, luis));
      await database.read(EVERYWHERE, async (tx) => {
        expect(await store.findMember(tx, workspaceId, luis)).toBeNull();
        expect(await store.findLoginLink(tx, link, NOW)).toBeNull();
        expect(await store.findSession(tx, session, NOW)).toBeNull();
        expect(await store.findSession(tx, other, NOW)).not.toBeNull();
        expect(await store.findMember(tx, workspaceId, ana)).not.toBeNull();
      });
    });

    it('shows nothing of another workspace', async () => {
      const here = await settle();
      const there = await settle();
      await database.read(here.system, async (tx) => {
        expect(await store.findMember(tx, here.workspaceId, there.ana)).toBeNull();
        const groups = await store.listGroups(tx, here.workspaceId);
        expect(groups.map((each) => each.id)).toEqual([here.everyone]);
      });
      await write(here.system, (tx) => store.removeMember(tx, here.workspaceId, there.ana));
      const stillThere = await database.read(there.system, (tx) => store.findMember(tx, there.workspaceId, there.ana));
      expect(stillThere).not.toBeNull();
    });
  });

  describe('keys', () => {
    it('finds by hash, before the workspace is known, all that was kept', async () => {
      const setting = await settle();
      const [key, hash] = [keyOf(setting), nextHash()];
      await write(setting.system, (tx) => store.createKey(tx, key, hash));
      expect(await database.read(EVERYWHERE, (tx) => store.findKey(tx, hash))).toEqual({ key, hash });
      expect(await database.read(EVERYWHERE, (tx) => store.findKey(tx, nextHash()))).toBeNull();
    });

    it('lists, revokes once, and notes use', async () => {
      const setting = await settle();
      const { system, workspaceId } = setting;
      const [one, two] = [keyOf(setting), keyOf(setting, { groupIds: [], expiresAt: null })];
      await write(system, async (tx) => {
        await store.createKey(tx, one, nextHash());
        await store.createKey(tx, two, nextHash());
        await store.noteKeyUse(tx, workspaceId, two.id, LATER);
      });
      expect(await write(system, (tx) => store.revokeKey(tx, workspaceId, one.id, NOW))).toBe(true);
      expect(await write(system, (tx) => store.revokeKey(tx, workspaceId, one.id, LATER))).toBe(false);
      expect(await database.read(system, (tx) => store.listKeys(tx, workspaceId))).toEqual([
        { ...one, revokedAt: NOW },
        { ...two, lastUsedAt: LATER },
      ]);
    });

    it('revokes what one account made', async () => {
      const setting = await settle();
      const { system, workspaceId, ana, luis } = setting;
      const [hers, revoked, his] = [
        keyOf(setting),
        keyOf(setting, { revokedAt: NOW }),
        keyOf(setting, { createdBy: luis }),
      ];
      await write(system, async (tx) => {
        for (const key of [hers, revoked, his]) await store.createKey(tx, key, nextHash());
      });
      expect(await write(system, (tx) => store.revokeKeysOf(tx, workspaceId, ana, LATER))).toEqual([hers.id]);
      const kept = await database.read(system, (tx) => store.listKeys(tx, workspaceId));
      expect(kept.map((key) => key.revokedAt)).toEqual([LATER, NOW, null]);
    });

    it('leaves the keys of another workspace alone', async () => {
      const [here, there] = [await settle(), await settle()];
      const key = keyOf(there);
      await write(there.system, (tx) => store.createKey(tx, key, nextHash()));
      expect(await write(here.system, (tx) => store.revokeKey(tx, here.workspaceId, key.id, NOW))).toBe(false);
      expect(await database.read(here.system, (tx) => store.listKeys(tx, here.workspaceId))).toEqual([]);
      expect(await database.read(there.system, (tx) => store.listKeys(tx, there.workspaceId))).toEqual([key]);
    });
  });

  describe('login links and sessions', () => {
    const passOf = ({ workspaceId, luis }: Setting): Pass => ({
      hash: nextHash(),
      workspaceId,
      accountId: luis,
      expiresAt: LATER,
    });

    it('lets a link be used once, before its end', async () => {
      const setting = await settle();
      const [link, stale] = [passOf(setting), { ...passOf(setting), expiresAt: NOW }];
      await write(setting.system, async (tx) => {
        await store.createLoginLink(tx, link);
        await store.createLoginLink(tx, stale);
      });
      const find = (hash: string, at: Date) => database.read(EVERYWHERE, (tx) => store.findLoginLink(tx, hash, at));
      const use = (hash: string, at: Date) => write(setting.system, (tx) => store.useLoginLink(tx, hash, at));
      expect(await find(link.hash, NOW)).toEqual(link);
      expect(await find(link.hash, LATER)).toBeNull();
      expect(await find(stale.hash, NOW)).toBeNull();
      expect(await use(stale.hash, NOW)).toBeNull();
      expect(await use(nextHash(), NOW)).toBeNull();
      const entered = () => database.read(setting.system, (tx) => store.everEntered(tx, setting.workspaceId));
      expect(await entered()).toBe(false);
      const attempts = await Promise.all([1, 2, 3, 4].map(() => use(link.hash, NOW)));
      expect(attempts.filter((each) => each !== null)).toEqual([link]);
      expect(await find(link.hash, NOW)).toBeNull();
      expect(await entered()).toBe(true);
    });

    it('keeps a session until its end or until it is ended', async () => {
      const setting = await settle();
      const session = passOf(setting);
      const find = (at: Date) => database.read(EVERYWHERE, (tx) => store.findSession(tx, session.hash, at));
      await write(setting.system, (tx) => store.createSession(tx, session));
      expect(await find(NOW)).toEqual(session);
      expect(await find(LATER)).toBeNull();
      const elsewhere = await settle();
      await write(elsewhere.system, (tx) => store.endSession(tx, elsewhere.workspaceId, session.hash));
      expect(await find(NOW)).toEqual(session);
      await write(setting.system, (tx) => store.endSession(tx, setting.workspaceId, session.hash));
      expect(await find(NOW)).toBeNull();
    });

    it('forgets what has expired', async () => {
      const setting = await settle();
      const [stale, live] = [{ ...passOf(setting), expiresAt: NOW }, passOf(setting)];
      const before = new Date('2025-01-01T00:00:00Z');
      await write(setting.system, async (tx) => {
        await store.createSession(tx, stale);
        await store.createSession(tx, live);
        await store.forgetExpired(tx, setting.workspaceId, NOW);
      });
      await database.read(EVERYWHERE, async (tx) => {
        expect(await store.findSession(tx, stale.hash, before)).toBeNull();
        expect(await store.findSession(tx, live.hash, before)).not.toBeNull();
      });
    });
  });

  it('takes back everything when the transaction fails', async () => {
    const setting = await settle();
    const key = keyOf(setting);
    const failing = write(setting.system, async (tx) => {
      await store.createKey(tx, key, nextHash());
      await store.removeMember(tx, setting.workspaceId, setting.luis);
      throw new RangeError('on purpose');
    });
    await expect(failing).rejects.toThrow();
    await database.read(setting.system, async (tx) => {
      expect(await store.listKeys(tx, setting.workspaceId)).toEqual([]);
      expect(await store.findMember(tx, setting.workspaceId, setting.luis)).not.toBeNull();
    });
  });
}
