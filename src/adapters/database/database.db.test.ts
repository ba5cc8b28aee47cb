/** What every store relies on, on both databases. */

import { AsyncResource } from 'node:async_hooks';
import { beforeAll, expect, test } from 'vitest';
import { PolicyError } from '#kernel/errors';
import { type Principal, systemPrincipal } from '#kernel/principal';
import type { WriteTx } from '#kernel/transact';
import { describeEachDatabase, type OpenedDatabase } from '#test/databases';
import { createDatabase } from './create-database.ts';
import { drizzleOf, sql } from './transaction.ts';

const A = '01900000-0000-7000-8000-00000000000a';
const B = '01900000-0000-7000-8000-00000000000b';
const inA = systemPrincipal(A, 'test');
const inB = systemPrincipal(B, 'test');
const everywhere = systemPrincipal('*', 'test');
/** Made outside any transaction: what runs in it does so as another request would. */
const outside = new AsyncResource('another request');
const act = { action: 'test.change' };
const base = (workspace: string) => `${workspace.slice(0, -2)}0${workspace.slice(-1)}`.replace('7000', '7001');

describeEachDatabase('database', (open) => {
  let opened: OpenedDatabase;

  const addWorkspace = (tx: WriteTx, id: string) =>
    drizzleOf(tx).execute(
      sql`INSERT INTO workspace (id, name, title, created_at) VALUES (${id}, ${`w-${id.slice(-1)}`}, 'T', now())`,
    );
  const addGroup = (tx: WriteTx, workspace: string, name: string) =>
    drizzleOf(tx).execute(
      sql`INSERT INTO "group" (id, workspace_id, name) VALUES (gen_random_uuid(), ${workspace}, ${name})`,
    );
  const groups = (principal: Principal) =>
    opened.database.read(principal, async (tx) => {
      const { rows } = await drizzleOf(tx).execute<{ name: string }>(sql`SELECT name FROM "group" ORDER BY name`);
      return rows.map(({ name }) => name);
    });

  beforeAll(async () => {
    opened = await open();
    for (const [principal, id] of [
      [inA, A],
      [inB, B],
    ] as const)
      await opened.database.transact(principal, act, async (tx) => {
        await addWorkspace(tx, id);
        await addGroup(tx, id, `own-${id.slice(-1)}`);
        await addIndexed(tx, id);
      });
  });

  /** One document with a chunk, a posting, a statistic and a vector in a workspace. */
  async function addIndexed(tx: WriteTx, workspace: string): Promise<void> {
    const id = base(workspace);
    const run = (statement: ReturnType<typeof sql>) => drizzleOf(tx).execute(statement);
    await run(
      sql`INSERT INTO knowledge_base (id, workspace_id, name, title, group_ids) VALUES (${id}, ${workspace}, 'kb', 'KB', '{}')`,
    );
    await run(sql`INSERT INTO source (id, workspace_id, knowledge_base_id, kind, location)
      VALUES (${id}, ${workspace}, ${id}, 'folder', '/')`);
    await run(
      sql`INSERT INTO audience (workspace_id, knowledge_base_id, group_ids) VALUES (${workspace}, ${id}, '{}')`,
    );
    await run(sql`INSERT INTO document (id, workspace_id, knowledge_base_id, source_id, name, audience_id, state, title,
      media_type, size_bytes, updated_at)
      SELECT ${id}, ${workspace}, ${id}, ${id}, 'd', id, 'ready', 'D', 'text/plain', 1, now() FROM audience
      WHERE workspace_id = ${workspace}`);
    await run(sql`INSERT INTO chunk (document, ordinal, audience_id, start, "end", tokens, language, text)
      SELECT serial, 0, audience_id, 0, 1, 1, 'es', 't' FROM document WHERE id = ${id}`);
    await run(sql`INSERT INTO posting (term, audience_id, document, ordinals, frequencies, lengths)
      SELECT 'term', audience_id, serial, '{0}', '{1}', '{1}' FROM document WHERE id = ${id}`);
    await run(sql`INSERT INTO term_statistic (term, audience_id, chunks)
      SELECT 'term', audience_id, 1 FROM document WHERE id = ${id}`);
    await run(
      sql`INSERT INTO embedding_space (id, workspace_id, model, dimensions) VALUES (${id}, ${workspace}, 'm', 3)`,
    );
    await run(sql`INSERT INTO chunk_vector (space_id, document, ordinal, embedding)
      SELECT ${id}, serial, 0, '[1,2,3]' FROM document WHERE id = ${id}`);
  }

  test('the facts are told, and the role that owns nothing is in use', async () => {
    expect(opened.connections.facts).toMatchObject({ kind: opened.kind, restricted: true });
    expect(opened.connections.facts.version).toBeGreaterThanOrEqual(150_000);
    expect(opened.connections.facts.vector).toMatch(/^0\.\d+/);
    const user = await opened.database.read(inA, (tx) => drizzleOf(tx).execute(sql`SELECT current_user AS name`));
    expect(user.rows).toEqual([{ name: 'medida_app' }]);
  });

  test('a change in a transaction that reads is refused', async () => {
    const write = opened.database.read(inA, (tx) => addGroup(tx as WriteTx, A, 'sneaked'));
    await expect(write).rejects.toMatchObject({ code: 'WRITE_OUTSIDE_TRANSACT' });
    expect(await groups(inA)).toEqual(['own-a']);
  });

  test('a transaction that ended, committed or failed, can no longer be used', async () => {
    let kept: WriteTx | undefined;
    await opened.database.transact(inA, act, async (tx) => {
      kept = tx;
    });
    const late = async () => drizzleOf(kept ?? expect.unreachable());
    await expect(late()).rejects.toMatchObject({ code: 'TRANSACTION_ENDED' });
  });

  test('without its audit entry no change is kept', async () => {
    const failing = createDatabase({
      connections: opened.connections,
      append: async () => {
        throw new PolicyError({ code: 'LOG_BROKEN', message: 'm', remedy: 'r' });
      },
    });
    const change = failing.transact(inA, act, (tx) => addGroup(tx, A, 'unlogged'));
    await expect(change).rejects.toMatchObject({ code: 'LOG_BROKEN' });
    expect(await groups(inA)).toEqual(['own-a']);
  });

  test('the entry is appended last, inside the same transaction, with what the work described', async () => {
    const seen: unknown[] = [];
    const logged = createDatabase({
      connections: opened.connections,
      append: async (tx, principal, given) => {
        const { rows } = await drizzleOf(tx).execute(sql`SELECT name FROM "group" WHERE name = 'logged'`);
        seen.push({ rows, principal, given });
        await drizzleOf(tx).execute(sql`DELETE FROM "group" WHERE name = 'logged'`);
      },
    });
    await logged.transact(inA, { action: 'group.create', details: { kept: 1 } }, async (tx) => {
      tx.describe({ added: 2 });
      await addGroup(tx, A, 'logged');
      tx.describe({ added: 3 });
    });
    const given = { action: 'group.create', details: { kept: 1, added: 3 } };
    expect(seen).toEqual([{ rows: [{ name: 'logged' }], principal: inA, given }]);
  });

  test('work outside any workspace is logged under the nil workspace', async () => {
    const before = opened.entries.length;
    await opened.database.transact(everywhere, act, async () => undefined);
    expect(opened.entries.slice(before)).toMatchObject([
      { principal: { workspaceId: '00000000-0000-0000-0000-000000000000' } },
    ]);
  });

  test('a failure that the work swallowed is not passed off as a commit', async () => {
    const change = opened.database.transact(inA, act, async (tx) => {
      await addGroup(tx, A, 'lost');
      await drizzleOf(tx)
        .execute(sql`SELECT 1/0`)
        .catch(() => undefined);
    });
    await expect(change).rejects.toMatchObject({ code: 'TRANSACTION_ROLLED_BACK' });
    expect(await groups(inA)).toEqual(['own-a']);
  });

  test('a transaction inside a transaction is refused instead of waiting forever', async () => {
    const nested = opened.database.transact(inA, act, () => groups(inA));
    await expect(nested).rejects.toMatchObject({ code: 'TRANSACTION_NESTED' });
    expect(await groups(inA)).toEqual(['own-a']);
  });

  test('a workspace sees its own rows only; the system outside workspaces sees all', async () => {
    expect(await groups(inA)).toEqual(['own-a']);
    expect(await groups(inB)).toEqual(['own-b']);
    expect(await groups(everywhere)).toEqual(['own-a', 'own-b']);
  });

  test.each([
    'workspace',
    'knowledge_base',
    'source',
    'audience',
    'document',
    'chunk',
    'posting',
    'term_statistic',
    'embedding_space',
    'chunk_vector',
  ])('rows of %s in the other workspace are absent', async (table) => {
    const count = async (principal: Principal) => {
      const { rows } = await opened.database.read(principal, (tx) =>
        drizzleOf(tx).execute<{ n: number }>(sql`SELECT count(*)::int AS n FROM ${sql.identifier(table)}`),
      );
      return rows[0]?.n;
    };
    expect([await count(inA), await count(inB), await count(everywhere)]).toEqual([1, 1, 2]);
  });

  test('every table that belongs to workspaces is under a policy, for its owner too', async () => {
    const { rows } = await opened.database.read(inA, (tx) =>
      drizzleOf(tx).execute<{ name: string }>(
        sql`SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
          AND NOT (relrowsecurity AND relforcerowsecurity) ORDER BY relname`,
      ),
    );
    expect(rows.map(({ name }) => name)).toEqual(['audit_frontier', 'medida_migration']);
  });

  test('a row for another workspace is refused, and so is moving one there', async () => {
    const insert = opened.database.transact(inA, act, (tx) => addGroup(tx, B, 'planted'));
    await expect(insert).rejects.toMatchObject({ code: 'DATABASE_FORBIDS' });
    const move = opened.database.transact(inA, act, (tx) =>
      drizzleOf(tx).execute(sql`UPDATE "group" SET workspace_id = ${B}`),
    );
    await expect(move).rejects.toMatchObject({ code: 'DATABASE_FORBIDS' });
    const foreign = opened.database.transact(inA, act, (tx) =>
      drizzleOf(tx).execute(sql`INSERT INTO term_statistic (term, audience_id, chunks)
        SELECT 'planted', max(audience_id) + 0, 1 FROM (VALUES (1), (2)) AS v (audience_id)`),
    );
    await expect(foreign).rejects.toMatchObject({ code: 'DATABASE_FORBIDS' });
    const { rows } = await opened.database.transact(inA, act, (tx) =>
      drizzleOf(tx).execute(sql`UPDATE "group" SET name = 'taken' WHERE workspace_id = ${B} RETURNING id`),
    );
    expect(rows).toEqual([]);
    expect(await groups(inB)).toEqual(['own-b']);
  });

  test('only the system may act outside workspaces, and nobody with something that is no workspace', async () => {
    const account: Principal = { kind: 'account', id: 'x', workspaceId: '*', role: 'owner', groupIds: [] };
    for (const principal of [account, systemPrincipal("x',true);--", 'test'), systemPrincipal('', 'test')])
      await expect(groups(principal)).rejects.toMatchObject({ code: 'WORKSPACE_REQUIRED' });
  });

  test('reads inside one transaction see one moment', async () => {
    if (opened.kind === 'embedded') return; // one transaction at a time: nothing can change in between
    const counts = await opened.database.read(inA, async (tx) => {
      const count = async () => (await drizzleOf(tx).execute(sql`SELECT 1 FROM "group"`)).rows.length;
      const before = await count();
      await outside.runInAsyncScope(() =>
        opened.database.transact(inA, act, (other) => addGroup(other, A, 'meanwhile')),
      );
      return [before, await count()];
    });
    expect(counts).toEqual([1, 1]);
    await opened.database.transact(inA, act, (tx) =>
      drizzleOf(tx).execute(sql`DELETE FROM "group" WHERE name = 'meanwhile'`),
    );
  });

  test('housekeeping runs', async () => {
    await opened.connections.maintain();
    expect(await groups(inA)).toEqual(['own-a']);
  });
});
