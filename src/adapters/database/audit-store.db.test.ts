import { expect, it } from 'vitest';
import { createAppendEntry, erasePerson, exportAudit, readCheckpoint, readPayload } from '#domain/audit/index';
import { auditStoreContract, createTestAppend, createTestKeys } from '#domain/audit/testing';
import { createIdGenerator } from '#kernel/id';
import { systemPrincipal } from '#kernel/principal';
import { seededRandom } from '#kernel/random';
import { createTestClock } from '#kernel/testing';
import { describeEachDatabase } from '#test/databases';
import { verifyExport } from '#verifier/index';
import { createAuditStore } from './audit-store.ts';

describeEachDatabase('audit store', (open) => {
  const store = createAuditStore();
  const keys = createTestKeys();
  const clock = createTestClock('2026-06-01T00:00:00Z');
  const newId = createIdGenerator(clock, seededRandom(8));
  const append = createTestAppend(store, keys);
  let opened: ReturnType<typeof open> | undefined;
  const once = () => {
    opened ??= open({ append });
    return opened;
  };

  auditStoreContract(async () => ({ database: (await once()).database, store, append }));

  const everything = async (lines: AsyncIterable<string>) => {
    const all: string[] = [];
    for await (const line of lines) all.push(line);
    return all;
  };

  it('exports what the verifier accepts, other workspaces by their hashes only', async () => {
    const { database } = await once();
    const [here, there] = [systemPrincipal(newId(), 'test'), systemPrincipal(newId(), 'test')];
    const personId = newId();
    const note = (principal: typeof here, act: object) =>
      database.transact(principal, { action: 'test.note', ...act }, async (tx) => tx.describe({ secret: 'Quijote' }));
    await note(here, { details: { count: 1 } });
    await note(here, { personId });
    await note(there, {});
    const deps = { database, store, keys };
    const lines = await everything(exportAudit(deps, here));
    const checkpoint = await readCheckpoint(deps);
    const report = await verifyExport(lines, { checkpoint });
    expect(report).toMatchObject({ ok: true, covered: lines.length - 1, erased: 0 });
    expect(report.withheld).toBe(lines.length - 1 - 3);
    expect(lines.filter((line) => line.includes('Quijote'))).toHaveLength(1);
    expect(lines.filter((line) => line.includes(there.workspaceId))).toEqual([]);
  });

  it('makes what names a person unreadable, and the log verifies as before', async () => {
    const { database } = await once();
    const here = systemPrincipal(newId(), 'test');
    const personId = newId();
    const { size } = await database.read(here, (tx) => store.frontier(tx));
    await database.transact(here, { action: 'member.add', personId, details: { name: 'Eva' } }, async () => {});
    const read = () =>
      database.read(here, async (tx) => {
        const [stored] = await store.page(tx, size, 1);
        return stored === undefined ? undefined : readPayload({ store, keys }, tx, stored);
      });
    expect(await read()).toBe('{"name":"Eva"}');
    const deps = { database, store, keys };
    const checkpoint = await readCheckpoint(deps);
    expect(await erasePerson(deps, here, personId)).toBe(true);
    expect(await read()).toBeNull();
    expect(await verifyExport(await everything(exportAudit(deps, here)), { checkpoint })).toMatchObject({ ok: true });
  });

  it('refuses to change or remove what was written, to the owner of the tables too', async () => {
    const { connections, database } = await once();
    await database.transact(systemPrincipal(newId(), 'test'), { action: 'test.note' }, async () => {});
    const forbidden = [
      `UPDATE audit_entry SET leaf = leaf`,
      `DELETE FROM audit_entry`,
      `TRUNCATE audit_entry CASCADE`,
      `UPDATE audit_payload SET body = 'another'`,
      `UPDATE audit_payload SET body = NULL, salt = 'another'`,
      `DELETE FROM audit_payload`,
      `TRUNCATE audit_payload`,
      `UPDATE audit_frontier SET size = 0, peaks = '{}'`,
      `DELETE FROM audit_frontier`,
    ];
    for (const statement of forbidden) {
      const run = connections.lend('interactive', async (client) => {
        await client.query("BEGIN; SELECT set_config('medida.workspace', '*', true)");
        try {
          await client.query(statement);
        } finally {
          await client.query('ROLLBACK');
        }
      });
      await expect(run, statement).rejects.toThrow(/can only be added to/);
    }
  });

  it('lets the role under which transactions run neither change entries nor switch the triggers off', async () => {
    const { connections, database } = await once();
    const principal = systemPrincipal(newId(), 'test');
    expect(connections.facts.restricted).toBe(true);
    for (const statement of [
      'UPDATE audit_entry SET leaf = leaf',
      'DELETE FROM audit_entry',
      'ALTER TABLE audit_entry DISABLE TRIGGER append_only',
    ]) {
      const run = connections.lend('interactive', async (client) => {
        await client.query(
          `BEGIN; SET LOCAL ROLE medida_app; SELECT set_config('medida.workspace', '${principal.workspaceId}', true)`,
        );
        try {
          await client.query(statement);
        } finally {
          await client.query('ROLLBACK');
        }
      });
      await expect(run, statement).rejects.toThrow(/permission denied|must be owner/);
    }
    await database.transact(principal, { action: 'test.note' }, async () => {});
  });

  it('when the log cannot be written, nothing is', async () => {
    const failing = createAppendEntry({
      store: { ...store, append: () => Promise.reject(new RangeError('disk full')) },
      keys,
      clock,
      newId,
      random: seededRandom(2),
    });
    const { database } = await open({ append: failing });
    const principal = systemPrincipal(newId(), 'test');
    const personId = newId();
    const change = database.transact(principal, { action: 'test.note' }, (tx) =>
      store.createPersonKey(tx, {
        workspaceId: principal.workspaceId,
        personId,
        wrappedKey: 'x',
        createdAt: clock.now(),
      }),
    );
    await expect(change).rejects.toThrow();
    const found = await database.read(principal, (tx) => store.findPersonKey(tx, principal.workspaceId, personId));
    expect(found).toBeNull();
  });
});
