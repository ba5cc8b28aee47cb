import { expect, it } from 'vitest';
import { accessStoreContract } from '#domain/access/testing';
import { createIdGenerator } from '#kernel/id';
import { systemPrincipal } from '#kernel/principal';
import { seededRandom } from '#kernel/random';
import { createTestClock } from '#kernel/testing';
import { describeEachDatabase } from '#test/databases';
import { createAccessStore } from './access-store.ts';

describeEachDatabase('access store', (open) => {
  const store = createAccessStore();
  const newId = createIdGenerator(createTestClock('2026-05-01T00:00:00Z'), seededRandom(5));
  let opened: ReturnType<typeof open> | undefined;
  const once = async () => {
    opened ??= open();
    return { database: (await opened).database, store };
  };

  accessStoreContract(once);

  it('hides members, keys and sessions of another workspace even from queries that ask for them', async () => {
    const { database } = await once();
    const [here, there, account] = [newId(), newId(), newId()];
    const expiresAt = new Date('2027-01-01T00:00:00Z');
    for (const workspaceId of [here, there])
      await database.transact(systemPrincipal(workspaceId, 'test'), { action: 'test.write' }, async (tx) => {
        const workspace = { id: workspaceId, name: `n-${workspaceId}`, title: 't', createdAt: expiresAt };
        await store.createWorkspace(tx, workspace, { id: newId(), workspaceId, name: 'everyone', everyone: true });
      });
    await database.transact(systemPrincipal(there, 'test'), { action: 'test.write' }, async (tx) => {
      await store.createAccount(tx, { id: account, name: 'Eva', email: null });
      await store.saveMember(tx, there, account, 'owner');
      await store.createSession(tx, { hash: 'f'.repeat(64), workspaceId: there, accountId: account, expiresAt });
    });
    await database.read(systemPrincipal(here, 'test'), async (tx) => {
      expect(await store.findMember(tx, there, account)).toBeNull();
      expect(await store.findSession(tx, 'f'.repeat(64), new Date(0))).toBeNull();
      expect(await store.findWorkspace(tx, there)).toBeNull();
    });
    const foreign = database.transact(systemPrincipal(here, 'test'), { action: 'test.write' }, (tx) =>
      store.saveMember(tx, there, account, 'member'),
    );
    await expect(foreign).rejects.toThrow();
  });
});
