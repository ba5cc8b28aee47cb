/** What everything else stands on: the lock of the data folder, keys, the database, the parser. Closed in reverse. */

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createAuditStore } from '#adapters/database/audit-store';
import type { Connections } from '#adapters/database/connections';
import { createDatabase } from '#adapters/database/create-database';
import { type DataFolderLock, lockDataFolder } from '#adapters/database/data-folder-lock';
import { openEmbedded } from '#adapters/database/embedded';
import { openServer } from '#adapters/database/server';
import { openCheckpointFolder } from '#adapters/files/checkpoint-folder';
import { openKeyRing } from '#adapters/files/key-ring';
import { createIsolatedParser, type IsolatedParser } from '#adapters/parsers/isolated-parser';
import { type AuditKeys, type AuditStore, type CheckpointLog, createAppendEntry } from '#domain/audit/index';
import type { Clock } from '#kernel/clock';
import { createIdGenerator, type NewId } from '#kernel/id';
import type { Random } from '#kernel/random';
import type { Database } from '#kernel/transact';
import type { Config } from './config.ts';
import type { ProgramFiles } from './program-files.ts';

export interface Opening {
  readonly config: Config;
  readonly files: ProgramFiles;
  readonly clock: Clock;
  readonly random: Random;
  readonly version: string;
  /** Documents will be read at once: what reads them is started while the database opens. */
  readonly readingSoon?: boolean;
  /** Hears of what went wrong without undoing anything, as when passages could not be given vectors. */
  readonly onTrouble?: (error: unknown) => void;
}

export interface Foundation {
  readonly lock: DataFolderLock;
  readonly connections: Connections;
  readonly database: Database;
  readonly auditStore: AuditStore;
  readonly auditKeys: AuditKeys;
  readonly checkpoints: CheckpointLog;
  readonly parser: IsolatedParser;
  readonly newId: NewId;
  close(): Promise<void>;
}

export async function openFoundation(opening: Opening): Promise<Foundation> {
  const { config, clock, random, files } = opening;
  const { home, documentBytes, parserSeconds, parserMemoryMib } = config.values;
  const closers: (() => Promise<void> | void)[] = [];
  const close = async () => {
    for (const one of closers.splice(0).reverse()) await one();
  };
  try {
    await mkdir(home, { recursive: true, mode: 0o700 });
    const lock = await lockDataFolder(home, clock);
    closers.push(() => lock.release());
    const parser = createIsolatedParser({
      entry: files.parserProcess,
      limits: {
        maxBytes: documentBytes,
        maxMilliseconds: parserSeconds * 1000,
        maxMemoryBytes: parserMemoryMib * 1024 * 1024,
      },
    });
    closers.push(() => parser.close());
    if (opening.readingSoon === true) parser.warm();
    const connections = await connect(opening);
    closers.push(() => connections.close());
    const auditStore = createAuditStore();
    const auditKeys = await openKeyRing(join(home, 'keys'), random);
    const newId = createIdGenerator(clock, random);
    const append = createAppendEntry({ store: auditStore, keys: auditKeys, clock, random, newId });
    const database = createDatabase({ connections, append });
    const checkpoints = openCheckpointFolder(join(home, 'checkpoints'));
    return { lock, connections, database, auditStore, auditKeys, checkpoints, parser, newId, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function connect({ config, files }: Opening): Promise<Connections> {
  const { databaseUrl, home } = config.values;
  const { migrations, databaseThread, emptyDatabase } = files;
  const beginning = emptyDatabase === null ? {} : { empty: emptyDatabase };
  return databaseUrl === null
    ? openEmbedded({ folder: join(home, 'database'), entry: databaseThread, migrations, ...beginning })
    : openServer({ url: databaseUrl, migrations });
}
