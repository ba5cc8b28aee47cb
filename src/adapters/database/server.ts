/** A PostgreSQL server that somebody runs: a pool of connections, some of them kept free for people who wait. */

import pg from 'pg';
import { StorageError } from '#kernel/errors';
import type { Connections, DatabaseFacts } from './connections.ts';
import { databaseClosed } from './database-closed.ts';
import { loadMigrations, migrate } from './migrate.ts';
import { createPriorityGate } from './priority-gate.ts';
import { readyRestrictedRole } from './restricted-role.ts';
import { readServerFacts } from './server-facts.ts';
import { isConnectionLost, toStorageFailure } from './storage-failure.ts';

export interface ServerOptions {
  /** `postgresql://user:password@host:port/database`; it is never repeated in a message. */
  readonly url: string;
  readonly connections?: number;
  readonly migrations?: URL;
}

const OLDEST = 150_000;
const CONNECT_MS = 10_000;
/** A transaction that stands still or a statement without end must not hold locks for ever. */
const PRELUDE = "SET LOCAL idle_in_transaction_session_timeout='60s';SET LOCAL statement_timeout='300s';";

/**
 * @throws StorageError `DATABASE_URL_INVALID`, `DATABASE_UNAVAILABLE`, `DATABASE_LOGIN_REFUSED`, `DATABASE_NOT_FOUND`,
 *   `DATABASE_TOO_OLD`, and those of migrate
 */
export async function openServer(options: ServerOptions): Promise<Connections> {
  const size = options.connections ?? 10;
  const pool = createPool(options.url, size);
  const gate = createPriorityGate(size, Math.max(1, size - 3));
  let closed = false;

  const lend: Connections['lend'] = async (priority, work) => {
    const leave = await gate.enter(priority);
    try {
      if (closed) throw databaseClosed();
      const client = await pool.connect();
      try {
        const result = await work(client);
        client.release();
        return result;
      } catch (error) {
        client.release(isConnectionLost(error));
        throw error;
      }
    } finally {
      leave();
    }
  };
  try {
    const facts = await lend('interactive', (client) => prepare(client, options.migrations));
    return {
      facts,
      prelude: PRELUDE,
      lend,
      maintain: async () => undefined,
      close: async () => {
        if (closed) return;
        closed = true;
        await pool.end();
      },
    };
  } catch (error) {
    await pool.end();
    throw toStorageFailure(error);
  }
}

function createPool(url: string, max: number): pg.Pool {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url))
    throw new StorageError({
      code: 'DATABASE_URL_INVALID',
      message: 'DATABASE_URL is not the address of a PostgreSQL database.',
      remedy: 'Write it as postgresql://USER:PASSWORD@HOST:PORT/DATABASE.',
    });
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    application_name: 'medida',
  });
  // A connection that dies, idle or lent, is replaced at the next use. The work in hand hears of it by its statement;
  // without listeners the event alone would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

async function prepare(client: pg.ClientBase, migrations: URL | undefined): Promise<DatabaseFacts> {
  const { version } = await readServerFacts(client);
  if (version < OLDEST)
    throw new StorageError({
      code: 'DATABASE_TOO_OLD',
      message: `The database server is PostgreSQL ${Math.floor(version / 10_000)}; Medida needs 15 or later.`,
      remedy: 'Use a server with PostgreSQL 15 or later.',
      details: { version },
    });
  await migrate(client, await loadMigrations(migrations));
  const restricted = await readyRestrictedRole(client);
  return { kind: 'server', ...(await readServerFacts(client)), restricted };
}
