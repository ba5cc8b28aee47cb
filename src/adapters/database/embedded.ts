/**
 * PostgreSQL in WebAssembly in a thread of this process, behind the same driver as a server.
 * There is exactly one connection to it: the socket server mixes up the unnamed statements of several clients, and
 * PostgreSQL in WebAssembly does one thing at a time anyway. A gate in front of it decides who is next.
 */

import pg from 'pg';
import { StorageError } from '#kernel/errors';
import type { Priority } from '#kernel/transact';
import type { WorkerEntry } from '#kernel/worker-entry';
import type { Connections, DatabaseFacts } from './connections.ts';
import { databaseClosed } from './database-closed.ts';
import { type EmbeddedThread, startEmbeddedThread } from './embedded-process.ts';
import { unpackEmptyDatabase, whatFits } from './empty-database.ts';
import { loadMigrations, type Migration, migrate } from './migrate.ts';
import { createPriorityGate } from './priority-gate.ts';
import { readyRestrictedRole } from './restricted-role.ts';
import { readServerFacts } from './server-facts.ts';
import { diskFull, isConnectionLost, toStorageFailure } from './storage-failure.ts';

export interface EmbeddedOptions {
  /** The folder of the database, or `memory://` for one that is forgotten on close. Lock the data folder first. */
  readonly folder: string;
  readonly entry: WorkerEntry;
  /** A dump of an already migrated database to begin with. */
  readonly dump?: string;
  /** A packed empty database, with which a new folder begins when it fits. */
  readonly empty?: URL;
  readonly sharedBuffersMb?: number;
  readonly migrations?: URL;
}

export interface EmbeddedConnections extends Connections {
  /** Writes an uncompressed archive of the whole database folder. */
  dump(path: string): Promise<void>;
}

/**
 * Postings arrive document by document and are read term by term: side by side, a search reads far fewer pages.
 * Sorting them again blocks everybody, so it waits until there are many and their order on disk has been lost.
 */
const SCATTERED = `
  SELECT class.reltuples > 50000 AND abs(coalesce(stats.correlation, 0)) < 0.8 AS scattered
  FROM pg_class AS class LEFT JOIN pg_stats AS stats ON stats.tablename = class.relname AND stats.attname = 'term'
  WHERE class.relname = 'posting'`;

interface Link {
  readonly thread: EmbeddedThread;
  readonly client: pg.Client;
  broken: boolean;
}

/** @throws StorageError `DATABASE_CANNOT_OPEN`, and those of migrate */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedConnections> {
  const gate = createPriorityGate(1);
  const migrations = await loadMigrations(options.migrations);
  if (options.empty !== undefined) await unpackEmptyDatabase(options.empty, options.folder, whatFits(migrations));
  const first = await connect(options);
  let link: Link | null = first;
  let closed = false;
  const facts = await prepare(first, migrations).catch(async (error: unknown) => {
    await disconnect(first);
    throw toStorageFailure(error);
  });

  const current = async (): Promise<Link> => {
    if (closed) throw databaseClosed();
    if (link !== null && !link.broken) return link;
    if (link !== null) await disconnect(link);
    link = null;
    if (options.folder.startsWith('memory:')) throw lostMemory();
    link = await connect(options);
    return link;
  };
  const lend = async <T>(priority: Priority, work: (client: pg.ClientBase) => Promise<T>): Promise<T> => {
    const leave = await gate.enter(priority);
    try {
      const held = await current();
      try {
        return await work(held.client);
      } catch (error) {
        if (!isConnectionLost(error)) throw error;
        held.broken = true;
        const { diskFull: full } = await disconnect(held);
        throw full ? diskFull(error) : error;
      }
    } finally {
      leave();
    }
  };

  return {
    facts,
    prelude: '',
    lend,
    maintain: async () => {
      const { rows } = await lend('background', async (client) => {
        await client.query('ANALYZE');
        return client.query<{ scattered: boolean }>(SCATTERED);
      });
      if (rows[0]?.scattered) await lend('background', (client) => client.query('CLUSTER posting USING posting_term'));
      await lend('background', (client) => client.query('VACUUM'));
    },
    dump: (path) => lend('background', async () => (await current()).thread.dump(path)),
    close: async () => {
      if (closed) return;
      const leave = await gate.enter('interactive');
      closed = true;
      if (link !== null) await disconnect(link);
      leave();
    },
  };
}

async function connect(options: EmbeddedOptions): Promise<Link> {
  const thread = await startEmbeddedThread(options.entry, {
    folder: options.folder,
    dump: options.dump ?? null,
    sharedBuffersMb: options.sharedBuffersMb ?? 64,
  });
  const client = new pg.Client({ host: thread.socketFolder, port: 5432, user: 'postgres', database: 'postgres' });
  const link: Link = { thread, client, broken: false };
  client.on('error', () => {
    link.broken = true;
  });
  client.on('end', () => {
    link.broken = true;
  });
  await client.connect().catch(async (error: unknown) => {
    await thread.stop();
    throw toStorageFailure(error);
  });
  await thread.hide();
  return link;
}

/** Harmless when done before. */
async function disconnect({ client, thread }: Link): Promise<{ readonly diskFull: boolean }> {
  await client.end().catch(() => undefined);
  return thread.stop();
}

async function prepare({ client }: Link, migrations: readonly Migration[]): Promise<DatabaseFacts> {
  await migrate(client, migrations);
  const restricted = await readyRestrictedRole(client);
  return { kind: 'embedded', ...(await readServerFacts(client)), restricted };
}

function lostMemory(): StorageError {
  return new StorageError({
    code: 'DATABASE_UNAVAILABLE',
    message: 'The database in memory was lost.',
    remedy: 'Start Medida again.',
  });
}
