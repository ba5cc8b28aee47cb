/** Access and audit together on a real database: what is promised about secrets, races and the record of both. */

import { expect, it } from 'vitest';
import {
  addMember,
  addToGroup,
  authenticateKey,
  authenticateSession,
  bootstrapWorkspace,
  changeRole,
  createGroup,
  createKey,
  issueLink,
  listMembers,
  operatorPrincipal,
  redeemLink,
  removeFromGroup,
  removeMember,
} from '#domain/access/index';
import { createAppendEntry, exportAudit } from '#domain/audit/index';
import { createTestKeys } from '#domain/audit/testing';
import { createIdGenerator } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import { systemRandom } from '#kernel/random';
import { createTestClock } from '#kernel/testing';
import { describeEachDatabase } from '#test/databases';
import { verifyExport } from '#verifier/index';
import { createAccessStore } from './access-store.ts';
import { createAuditStore } from './audit-store.ts';

const FIRST = { name: 'default', title: 'Taller', ownerName: 'Owner', everyoneName: 'everyone' };
const code = (expected: string) => expect.objectContaining({ code: expected });

describeEachDatabase('access and audit', (open) => {
  async function start() {
    const clock = createTestClock();
    const random = systemRandom;
    const newId = createIdGenerator(clock, random);
    const audit = { store: createAuditStore(), keys: createTestKeys() };
    const { database, connections } = await open({ append: createAppendEntry({ ...audit, clock, random, newId }) });
    const deps = { database, store: createAccessStore(), clock, random, newId };
    const lines = async (principal: Principal) => {
      const all: string[] = [];
      for await (const line of exportAudit({ database, ...audit }, principal)) all.push(line);
      return all;
    };
    const dump = () =>
      connections.lend('interactive', async (client) => {
        const { rows } = await client.query<{ name: string }>(
          `SELECT quote_ident(relname) AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace`,
        );
        await client.query("BEGIN; SELECT set_config('medida.workspace', '*', true)");
        let text = '';
        for (const { name } of rows) text += JSON.stringify((await client.query(`SELECT * FROM ${name}`)).rows);
        await client.query('COMMIT');
        return text;
      });
    return { deps, lines, dump };
  }

  it('from the first start to a revoked key, with one entry for each act and no secret kept', async () => {
    const { deps, lines, dump } = await start();
    const starts = await Promise.all([1, 2, 3].map(() => bootstrapWorkspace(deps, FIRST)));
    const links = starts.flatMap(({ link }) => (link === null ? [] : [link.token]));
    expect(links).toHaveLength(1);
    expect(new Set(starts.map(({ workspace }) => workspace.id)).size).toBe(1);
    const session = await redeemLink(deps, { token: links[0] ?? '' });
    const owner = await authenticateSession(deps, session.token);
    expect(owner).toEqual(await operatorPrincipal(deps));

    const { account, link } = await addMember(deps, owner, { name: 'Eva Peña', role: 'admin' });
    const evas = await redeemLink(deps, { token: link.token });
    const group = await createGroup(deps, owner, { name: 'Dirección' });
    await addToGroup(deps, owner, { groupId: group.id, accountId: account.id });
    const eva = await authenticateSession(deps, evas.token);
    const { secret } = await createKey(deps, eva, { name: 'robot' });
    expect((await authenticateKey(deps, secret)).groupIds).toContain(group.id);
    await removeFromGroup(deps, owner, { groupId: group.id, accountId: account.id });
    expect((await authenticateKey(deps, secret)).groupIds).not.toContain(group.id);
    await removeMember(deps, owner, account.id);
    await expect(authenticateKey(deps, secret)).rejects.toThrow(code('KEY_INVALID'));
    await expect(authenticateSession(deps, evas.token)).rejects.toThrow(code('SESSION_ENDED'));

    const exported = await lines(owner);
    expect(await verifyExport(exported)).toMatchObject({ ok: true, erased: 0, withheld: 0 });
    const actions = exported.slice(1).map((line) => JSON.parse(JSON.parse(line).leaf).action);
    expect(actions).toEqual([
      'workspace.create',
      'session.start',
      'member.add',
      'session.start',
      'group.create',
      'group.add-member',
      'key.create',
      'key.use',
      'group.remove-member',
      'member.remove',
      'audit.export',
    ]);
    expect(exported.join()).not.toContain('Peña');
    const everything = await dump();
    expect(everything).toContain('Peña');
    for (const token of [...links, link.token, session.token, evas.token, secret])
      for (const text of [everything, exported.join()]) expect(text).not.toContain(token.slice(8));
  });

  it('of two owners who remove each other, or step down together, one stays', async () => {
    const { deps } = await start();
    await bootstrapWorkspace(deps, FIRST);
    const owner = (await operatorPrincipal(deps)) as Principal;
    const { account } = await addMember(deps, owner, { name: 'Second', role: 'owner' });
    const second: Principal = { ...owner, id: account.id };
    const removals = await Promise.allSettled([
      removeMember(deps, owner, second.id),
      removeMember(deps, second, owner.id),
    ]);
    expect(removals.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [left] = await listMembers(deps, owner);
    const last: Principal = { ...owner, id: left?.account.id ?? '' };
    const third = await addMember(deps, last, { name: 'Third', role: 'owner' });
    const steps = await Promise.allSettled(
      [last.id, third.account.id].map((accountId) => changeRole(deps, last, { accountId, role: 'member' })),
    );
    expect(steps.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await listMembers(deps, last)).map(({ role }) => role).sort()).toEqual(['member', 'owner']);
  });

  it('a link opened by several browsers at once lets in one', async () => {
    const { deps } = await start();
    await bootstrapWorkspace(deps, FIRST);
    const owner = (await operatorPrincipal(deps)) as Principal;
    const { token } = await issueLink(deps, owner, owner.id);
    const tries = await Promise.allSettled([1, 2, 3, 4].map(() => redeemLink(deps, { token })));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});
