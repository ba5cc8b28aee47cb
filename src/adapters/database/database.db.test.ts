/** What every store relies on, on both databases. */

import { beforeAll, expect, test } from 'vitest';
import { type Principal, systemPrincipal } from '#kernel/principal';
import { describeEachDatabase, type OpenedDatabase } from '#test/databases';
import { drizzleOf, sql } from './transaction.ts';

const A = '01900000-0000-7000-8000-00000000000a';
const B = '01900000-0000-7000-8000-00000000000b';
const inA = systemPrincipal(A, 'test');
const inB = systemPrincipal(B, 'test');
const everywhere = systemPrincipal('*', 'test');
const act = { action: 'test.change' };

describeEachDatabase('database', (open) => {
  let opened: OpenedDatabase;

  const insert = (principal: Principal, id: string) =>
    opened.database.transact(principal, act, (tx) =>
      drizzleOf(tx).execute(
        sql`INSERT INTO workspace (id, name, title, created_at) VALUES (${id}, ${`w-${id.slice(-1)}`}, 'T', now())`,
      ),
    );
  const names = (principal: Principal) =>
    opened.database.read(principal, async (tx) => {
      const { rows } = await drizzleOf(tx).execute<{ name: string }>(sql`SELECT name FROM workspace ORDER BY name`);
      return rows.map(({ name }) => name);
    });

  beforeAll(async () => {
    opened = await open();
    await insert(inA, A);
    await insert(inB, B);
  });

  test('a workspace sees its own rows only, the system outside workspaces sees all', async () => {
    expect(await names(inA)).toEqual(['w-a']);
    expect(await names(inB)).toEqual(['w-b']);
    expect(await names(everywhere)).toEqual(['w-a', 'w-b']);
  });
});
