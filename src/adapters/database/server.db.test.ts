/** A server that refuses, is old, goes away and comes back. */

import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClientBase } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MedidaError } from '#kernel/errors';
import { systemPrincipal } from '#kernel/principal';
import { describeServer } from '#test/databases';
import { createDatabase } from './create-database.ts';
import { migrate } from './migrate.ts';
import { openServer } from './server.ts';
import { drizzleOf, sql } from './transaction.ts';

const principal = systemPrincipal('01900000-0000-7000-8000-00000000000a', 'test');

let folder: string;
let servers: Server[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'medida-test-'));
  servers = [];
});
afterEach(async () => {
  for (const server of servers) server.close();
  await rm(folder, { recursive: true, force: true });
});

const urlHere = () => `postgresql://someone:SECRET@${encodeURIComponent(folder)}/base`;

async function listen(answer: (socket: Socket) => void): Promise<Server> {
  const server = createServer(answer);
  servers.push(server);
  server.listen(join(folder, '.s.PGSQL.5432'));
  await once(server, 'listening');
  return server;
}

/** A message of the PostgreSQL protocol: a letter, its length, its body. */
function message(letter: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(letter);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
const refusal = (state: string) => message('E', Buffer.from(`SFATAL\0C${state}\0Mno entry for SECRET\0\0`));

describe('refusals of a server', () => {
  const refused = async (url: string) => {
    const error: unknown = await openServer({ url }).then(
      (connections) => connections.close(),
      (reason: unknown) => reason,
    );
    if (!MedidaError.isInstance(error)) return expect.unreachable('it was not refused');
    expect(error.message + error.remedy + JSON.stringify(error.details)).not.toContain('SECRET');
    return error.code;
  };

  test('something that is no address of a database', async () => {
    for (const url of ['SECRET', 'mysql://a:SECRET@b/c', 'postgresql://a b:SECRET@[/c'])
      expect(await refused(url)).toBe('DATABASE_URL_INVALID');
  });

  test('nobody answers', async () => {
    expect(await refused(urlHere())).toBe('DATABASE_UNAVAILABLE');
    expect(await refused('postgresql://a:SECRET@127.0.0.1:1/c')).toBe('DATABASE_UNAVAILABLE');
  });

  test.each([
    ['28P01', 'DATABASE_LOGIN_REFUSED'],
    ['28000', 'DATABASE_LOGIN_REFUSED'],
    ['3D000', 'DATABASE_NOT_FOUND'],
    ['53300', 'DATABASE_TOO_MANY_CONNECTIONS'],
    ['57P03', 'DATABASE_UNAVAILABLE'],
  ])('the server says %s', async (state, code) => {
    await listen((socket) => socket.once('data', () => socket.end(refusal(state))));
    expect(await refused(urlHere())).toBe(code);
  });

  test('an old server', async () => {
    const ready = message('Z', Buffer.from('I'));
    const column = (name: string) =>
      Buffer.concat([Buffer.from(`${name}\0`), Buffer.from('000000000000000000170004ffffffff0000', 'hex')]);
    const rows = message('T', Buffer.concat([Buffer.from([0, 2]), column('version'), column('vector')]));
    const row = message(
      'D',
      Buffer.concat([Buffer.from([0, 2, 0, 0, 0, 6]), Buffer.from('140012'), Buffer.from('ffffffff', 'hex')]),
    );
    await listen((socket) => {
      socket.once('data', () => {
        socket.write(Buffer.concat([message('R', Buffer.alloc(4)), ready]));
        socket.on('data', (data) => {
          if (data[0] === 0x51)
            socket.write(Buffer.concat([rows, row, message('C', Buffer.from('SELECT 1\0')), ready]));
          else socket.end();
        });
      });
    });
    expect(await refused(urlHere())).toBe('DATABASE_TOO_OLD');
  });

  test.each([
    ['0A000', 'extension "vector" is not available'],
    ['58P01', 'could not open extension control file'],
    ['42501', 'permission denied to create extension "vector"'],
  ])('the vector extension cannot be made (%s)', async (code, text) => {
    const client = {
      query: async (statement: string) => {
        if (statement.startsWith('BEGIN;')) throw Object.assign(new Error(text), { code });
        return { rows: [] };
      },
    } as unknown as ClientBase;
    await expect(migrate(client, [{ name: '0000', sql: 'CREATE EXTENSION vector', hash: 'h' }])).rejects.toMatchObject({
      code: 'DATABASE_EXTENSION_MISSING',
    });
  });

  test('a database of a newer or another edition', async () => {
    const holding = (rows: object[]) => ({ query: async () => ({ rows }) }) as unknown as ClientBase;
    await expect(migrate(holding([{ name: '0009', hash: 'h' }]), [])).rejects.toMatchObject({
      code: 'DATABASE_SCHEMA_NEWER',
    });
    const known = [{ name: '0000', sql: '', hash: 'mine' }];
    await expect(migrate(holding([{ name: '0000', hash: 'theirs' }]), known)).rejects.toMatchObject({
      code: 'DATABASE_SCHEMA_DIFFERS',
    });
  });
});

describeServer('a real server', (fresh) => {
  /** Stands between us and the server, so that it can go away without being stopped. */
  async function proxy(url: string) {
    const target = new URL(url);
    const { hostname, port } = target;
    const sockets = new Set<Socket>();
    const start = () =>
      listen((socket) => {
        const onward = hostname.startsWith('%2F')
          ? createConnection(join(decodeURIComponent(hostname), '.s.PGSQL.5432'))
          : createConnection(Number(port || 5432), hostname);
        for (const each of [socket, onward]) {
          sockets.add(each);
          each.on('error', () => undefined);
        }
        socket.pipe(onward).pipe(socket);
      });
    let server = await start();
    target.hostname = encodeURIComponent(folder);
    target.port = '';
    return {
      url: target.href,
      goAway: async () => {
        const closed = once(server, 'close');
        server.close();
        for (const socket of sockets) socket.destroy();
        await closed;
      },
      comeBack: async () => {
        server = await start();
      },
    };
  }

  const one = (database: ReturnType<typeof createDatabase>) =>
    database.read(principal, async (tx) => (await drizzleOf(tx).execute(sql`SELECT 1 AS one`)).rows);

  test('it goes away: those calls fail and say so; it comes back: calls work again', async () => {
    const between = await proxy(await fresh());
    const connections = await openServer({ url: between.url, connections: 3 });
    const database = createDatabase({ connections, append: async () => {} });
    expect(await one(database)).toEqual([{ one: 1 }]);
    const midway = database.read(principal, async (tx) => {
      await between.goAway();
      return drizzleOf(tx).execute(sql`SELECT 1`);
    });
    await expect(midway).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE', blame: 'storage' });
    for (let call = 0; call < 5; call += 1)
      await expect(one(database)).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    await between.comeBack();
    expect(await Promise.all([one(database), one(database), one(database), one(database)])).toHaveLength(4);
    await connections.close();
  });

  test('a backend that an administrator ends takes only its own work with it', async () => {
    const connections = await openServer({ url: await fresh(), connections: 2 });
    const database = createDatabase({ connections, append: async () => {} });
    const ended = database.read(principal, (tx) =>
      drizzleOf(tx).execute(sql`SELECT pg_terminate_backend(pg_backend_pid())`),
    );
    await expect(ended).rejects.toMatchObject({ code: expect.stringMatching(/DATABASE_(UNAVAILABLE|FORBIDS)/) });
    expect(await one(database)).toEqual([{ one: 1 }]);
    await connections.close();
  });

  test('several processes may open a new database at the same moment', async () => {
    const url = await fresh();
    const all = await Promise.all(Array.from({ length: 4 }, () => openServer({ url, connections: 2 })));
    expect(all.map(({ facts }) => facts.restricted)).toEqual([true, true, true, true]);
    await Promise.all(all.map((each) => each.close()));
  });

  test('a deadlock is tried again, and both changes are kept', async () => {
    const connections = await openServer({ url: await fresh(), connections: 4 });
    const database = createDatabase({ connections, append: async () => {} });
    const write = (statement: ReturnType<typeof sql>) =>
      database.transact(principal, { action: 'test' }, (tx) => drizzleOf(tx).execute(statement));
    await write(sql`INSERT INTO audit_frontier (id, size, peaks) VALUES (1, 0, '{}'), (2, 0, '{}')`);
    let arrived = 0;
    let meet: () => void = () => undefined;
    const met = new Promise<void>((resolve) => {
      meet = resolve;
    });
    const grow = (first: number, second: number) =>
      database.transact(principal, { action: 'test' }, async (tx) => {
        await drizzleOf(tx).execute(sql`UPDATE audit_frontier SET size = size + 1 WHERE id = ${first}`);
        arrived += 1;
        if (arrived === 2) meet();
        await met;
        await drizzleOf(tx).execute(sql`UPDATE audit_frontier SET size = size + 1 WHERE id = ${second}`);
      });
    await Promise.all([grow(1, 2), grow(2, 1)]);
    const { rows } = await database.read(principal, (tx) =>
      drizzleOf(tx).execute(sql`SELECT size::int FROM audit_frontier ORDER BY id`),
    );
    expect(rows).toEqual([{ size: 2 }, { size: 2 }]);
    expect(arrived).toBeGreaterThan(2);
    await connections.close();
  });

  test('a user who may make no role: the policies hold for them as owner, and the facts say so', async () => {
    const url = new URL(await fresh());
    const name = `medida_plain_${url.pathname.slice(-12)}`;
    const admin = await openServer({ url: url.href, connections: 1 });
    await admin.lend('interactive', async (client) => {
      await client.query(`DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE EXTENSION vector`);
      await client.query(`CREATE ROLE ${name} LOGIN; GRANT ALL ON SCHEMA public TO ${name}`);
    });
    url.username = name;
    const connections = await openServer({ url: url.href, connections: 1 });
    const database = createDatabase({ connections, append: async () => {} });
    expect(connections.facts.restricted).toBe(false);
    await database.transact(principal, { action: 'test' }, (tx) =>
      drizzleOf(tx).execute(
        sql`INSERT INTO workspace (id, name, title, created_at) VALUES (${principal.workspaceId}, 'w', 'W', now())`,
      ),
    );
    const other = systemPrincipal('01900000-0000-7000-8000-00000000000b', 'test');
    const seen = (who: typeof principal) =>
      database.read(who, async (tx) => (await drizzleOf(tx).execute(sql`SELECT name FROM workspace`)).rows.length);
    expect([await seen(principal), await seen(other)]).toEqual([1, 0]);
    await connections.close();
    await admin.lend('interactive', (client) => client.query(`DROP OWNED BY ${name} CASCADE; DROP ROLE ${name}`));
    await admin.close();
  });
});
