/** Run when the program is built, with the file to write: makes an empty database, and packs it. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClientBase } from 'pg';
import { openEmbedded } from './embedded.ts';
import { packEmptyDatabase, whatFits } from './empty-database.ts';
import { loadMigrations } from './migrate.ts';

const [, , target] = process.argv;
if (target === undefined) throw new Error('Give the file to write.');
const folder = await mkdtemp(join(tmpdir(), 'medida-empty-'));
try {
  const database = join(folder, 'database');
  const entry = { url: new URL('embedded-worker.js', import.meta.url), execArgv: [] };
  const connections = await openEmbedded({ folder: database, entry });
  await connections.lend('background', dropPatterns);
  await connections.close();
  await writeFile(target, await packEmptyDatabase(database, whatFits(await loadMigrations())));
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Patterns of databases that will never be made: two thirds of all files, which every first start would write. */
async function dropPatterns(client: ClientBase): Promise<void> {
  await client.query("UPDATE pg_database SET datistemplate = false WHERE datname LIKE 'template_'");
  await client.query('DROP DATABASE template0');
  await client.query('DROP DATABASE template1');
}
