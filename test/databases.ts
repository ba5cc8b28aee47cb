/**
 * Runs a suite on every kind of database: the embedded one in memory, and PostgreSQL where MEDIDA_TEST_DATABASE_URL
 * names a server (`node scripts/postgres.mjs --start` gives one). What is missing is said, never skipped in silence.
 */

import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, describe } from 'vitest';
import type { Connections } from '#adapters/database/connections';
import { createDatabase } from '#adapters/database/create-database';
import { type EmbeddedConnections, openEmbedded } from '#adapters/database/embedded';
import { loadMigrations } from '#adapters/database/migrate';
import { openServer } from '#adapters/database/server';
import type { Principal } from '#kernel/principal';
import type { Act, AppendEntry, Database } from '#kernel/transact';
import { sourceThread } from './worker-entries.ts';

export interface OpenedDatabase {
  readonly kind: 'embedded' | 'server';
  readonly database: Database;
  readonly connections: Connections;
  /** What the default append was given, in order of the attempts to commit. */
  readonly entries: readonly { readonly principal: Principal; readonly act: Act }[];
  /** Done by itself after the suite. */
  close(): Promise<void>;
}

/** A fresh, migrated, empty database; its append records and writes nothing unless another is given. */
export type OpenDatabase = (options?: { readonly append?: AppendEntry }) => Promise<OpenedDatabase>;

const SERVER = process.env.MEDIDA_TEST_DATABASE_URL ?? '';
const CACHE = fileURLToPath(new URL('../node_modules/.cache/medida/', import.meta.url));
let announced = false;

export function describeEachDatabase(name: string, suite: (open: OpenDatabase) => void): void {
  describe(`${name}, embedded`, () => suite(opener('embedded', openMemory)));
  if (SERVER !== '') describe(`${name}, PostgreSQL`, () => suite(opener('server', openFreshServer)));
  else announce();
}

/** For what only a server can show; `fresh` makes an empty database, dropped after the suite, and tells its URL. */
export function describeServer(name: string, suite: (fresh: () => Promise<string>) => void): void {
  if (SERVER === '') {
    announce();
    return;
  }
  describe(`${name}, PostgreSQL`, () => {
    const names: string[] = [];
    afterAll(async () => {
      for (const each of names) await drop(each);
    });
    suite(async () => {
      const { database, url } = await create();
      names.push(database);
      return url;
    });
  });
}

function announce(): void {
  if (!announced)
    console.warn('\n*** MEDIDA_TEST_DATABASE_URL is not set: nothing is proven on PostgreSQL here. ***\n');
  announced = true;
}

function opener(kind: OpenedDatabase['kind'], connect: () => Promise<Connections>): OpenDatabase {
  const opened: OpenedDatabase[] = [];
  afterAll(async () => {
    for (const each of opened) await each.close();
  });
  return async (options) => {
    const connections = await connect();
    const entries: { principal: Principal; act: Act }[] = [];
    const record: AppendEntry = async (_tx, principal, act) => {
      entries.push({ principal, act });
    };
    const database = createDatabase({ connections, append: options?.append ?? record });
    const result = { kind, database, connections, entries, close: () => connections.close() };
    opened.push(result);
    return result;
  };
}

const embedded = sourceThread('adapters/database/embedded-worker.ts');

/** Making and migrating a database takes seconds: it is done once, and every test begins with a copy of the result. */
export async function openMemory(): Promise<EmbeddedConnections> {
  return openEmbedded({ folder: 'memory://', entry: embedded, dump: await migratedDump(), sharedBuffersMb: 16 });
}

async function migratedDump(): Promise<string> {
  const migrations = await loadMigrations();
  const version = createHash('sha256')
    .update(migrations.map(({ hash }) => hash).join())
    .digest('hex')
    .slice(0, 16);
  const path = `${CACHE}database-${process.arch}-${version}.tar`;
  if (existsSync(path)) return path;
  await mkdir(CACHE, { recursive: true });
  const draft = `${path}.${randomUUID()}`;
  const connections = await openEmbedded({ folder: 'memory://', entry: embedded, sharedBuffersMb: 16 });
  try {
    await connections.dump(draft);
    await rename(draft, path);
  } finally {
    await connections.close();
    await rm(draft, { force: true });
  }
  return path;
}

async function openFreshServer(): Promise<Connections> {
  const { database, url } = await create();
  const connections = await openServer({ url, connections: 4 });
  return {
    ...connections,
    close: async () => {
      await connections.close();
      await drop(database);
    },
  };
}

async function create(): Promise<{ database: string; url: string }> {
  const database = `medida_test_${randomUUID().replaceAll('-', '')}`;
  await administer(`CREATE DATABASE ${database}`);
  const url = new URL(SERVER);
  url.pathname = `/${database}`;
  return { database, url: url.href };
}

const drop = (database: string) => administer(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: SERVER });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
