/** Brings a database to the schema of this program, once, under a lock; and readies the restricted role. */

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { ClientBase } from 'pg';
import { StorageError } from '#kernel/errors';

/** Any fixed number: it only has to be the same in every copy of the program. */
const LOCK = 7_305_318_004;

export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly hash: string;
}

/** Beside this module in the sources and beside the bundle when built. */
const FOLDER = new URL('./migrations/', import.meta.url);

export async function loadMigrations(folder: URL = FOLDER): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, folder), 'utf8');
      return { name, sql, hash: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * @throws StorageError `DATABASE_EXTENSION_MISSING`, `DATABASE_SCHEMA_NEWER`, `DATABASE_SCHEMA_DIFFERS`
 */
export async function migrate(client: ClientBase, migrations: readonly Migration[]): Promise<void> {
  await client.query(`SELECT pg_advisory_lock(${LOCK})`);
  try {
    await client.query(
      'CREATE TABLE IF NOT EXISTS medida_migration (name text PRIMARY KEY, hash text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    const { rows } = await client.query<{ name: string; hash: string }>('SELECT name, hash FROM medida_migration');
    const applied = new Map(rows.map(({ name, hash }) => [name, hash]));
    refuseForeign(applied, migrations);
    for (const migration of migrations.filter(({ name }) => !applied.has(name))) await apply(client, migration);
  } finally {
    await client.query(`SELECT pg_advisory_unlock(${LOCK})`);
  }
}

async function apply(client: ClientBase, { name, sql, hash }: Migration): Promise<void> {
  try {
    await client.query(`BEGIN;\n${sql}`);
    await client.query('INSERT INTO medida_migration (name, hash) VALUES ($1, $2)', [name, hash]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw extensionFailure(error) ?? error;
  }
}

function refuseForeign(applied: ReadonlyMap<string, string>, migrations: readonly Migration[]): void {
  const known = new Map(migrations.map(({ name, hash }) => [name, hash]));
  for (const [name, hash] of applied) {
    if (!known.has(name))
      throw new StorageError({
        code: 'DATABASE_SCHEMA_NEWER',
        message: 'The database was last used by a newer Medida than this one.',
        remedy: 'Run the newer version, or restore a backup made by this one.',
        details: { migration: name },
      });
    if (known.get(name) !== hash)
      throw new StorageError({
        code: 'DATABASE_SCHEMA_DIFFERS',
        message: 'The database was made by another edition of Medida, whose tables differ.',
        remedy: 'Use the edition that made it, or start with an empty data folder and ingest the documents again.',
        details: { migration: name },
      });
  }
}

function extensionFailure(error: unknown): StorageError | null {
  const { code, message = '' } = error as { code?: string; message?: string };
  const missing = (code === '0A000' || code === '58P01') && /extension/.test(message);
  const forbidden = code === '42501' && /extension/.test(message);
  if (!missing && !forbidden) return null;
  return new StorageError({
    code: 'DATABASE_EXTENSION_MISSING',
    message: missing
      ? 'The database server has no vector extension (pgvector).'
      : 'The database user may not create the vector extension (pgvector) in this database.',
    remedy: missing
      ? 'Install pgvector on that server (on Debian: the package postgresql-<version>-pgvector), then start again.'
      : 'Let an administrator run CREATE EXTENSION vector in this database once, then start again.',
  });
}
