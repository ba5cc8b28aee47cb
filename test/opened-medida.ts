/** A whole Medida in memory for tests of its surfaces: real use cases, real SQL on the embedded database, real parsers. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { createAuditStore } from '#adapters/database/audit-store';
import { createDatabase } from '#adapters/database/create-database';
import { openCheckpointFolder } from '#adapters/files/checkpoint-folder';
import { openKeyRing } from '#adapters/files/key-ring';
import { createIsolatedParser } from '#adapters/parsers/isolated-parser';
import { readConfig } from '#app/config';
import type { Foundation, Opening } from '#app/open-foundation';
import { buildMedida, type OpenedMedida } from '#app/open-medida';
import { createAppendEntry } from '#domain/audit/index';
import { createHttpApp } from '#http/create-http-app';
import type { HttpDeps, HttpLimits } from '#http/http-env';
import { type Clock, systemClock } from '#kernel/clock';
import { createIdGenerator } from '#kernel/id';
import { systemRandom } from '#kernel/random';
import type { Database } from '#kernel/transact';
import type { OpenDatabase } from './databases.ts';
import { sourceEntry, sourceThread } from './worker-entries.ts';

export interface TestMedida {
  readonly medida: OpenedMedida;
  readonly database: Database;
  readonly home: string;
  /** One HTTP surface over it. */
  http(
    changes?: Partial<Omit<HttpDeps, 'limits'>> & { readonly limits?: Partial<HttpLimits> },
  ): ReturnType<typeof createHttpApp>;
  close(): Promise<void>;
}

const LIMITS: HttpLimits = {
  bodyBytes: 1024 * 1024,
  uploadBytes: 4 * 1024 * 1024,
  documentBytes: 1024 * 1024,
  uploadFiles: 20,
  requestsPerMinute: 100_000,
  answersPerMinute: 100_000,
  anonymousPerMinute: 100_000,
};

export async function openTestMedida(open: OpenDatabase): Promise<TestMedida> {
  const home = await mkdtemp(join(tmpdir(), 'medida-home-'));
  const clock = systemClock;
  const random = systemRandom;
  const config = await readConfig({ folder: home, environment: { MEDIDA_HOME: home } });
  const opening: Opening = {
    ...{ config, clock, random, version: '0.0.0' },
    files: {
      databaseThread: sourceThread('adapters/database/embedded-worker.ts'),
      parserProcess: sourceEntry('adapters/parsers/parse-child.ts'),
      emptyDatabase: null,
      migrations: new URL('../src/adapters/database/migrations/', import.meta.url),
      web: null,
      samples: new URL('../samples/', import.meta.url),
    },
  };
  const foundation = await memoryFoundation(open, home, clock);
  const medida = await buildMedida(opening, foundation);
  const http: TestMedida['http'] = (changes = {}) =>
    createHttpApp({
      ...{ medida, clock, version: '0.0.0' },
      log: pino({ level: 'silent' }),
      newRequestId: () => 'request-1',
      localToken: null,
      publicUrl: null,
      addressHeader: null,
      webFolder: null,
      stopping: new AbortController().signal,
      ...changes,
      limits: { ...LIMITS, ...changes.limits },
    });
  const close = async () => {
    await medida.close();
    await rm(home, { recursive: true, force: true });
  };
  return { medida, database: foundation.database, home, http, close };
}

/** Like the real one, without the lock of a folder. */
async function memoryFoundation(open: OpenDatabase, home: string, clock: Clock): Promise<Foundation> {
  const random = systemRandom;
  const newId = createIdGenerator(clock, random);
  const auditStore = createAuditStore();
  const auditKeys = await openKeyRing(join(home, 'keys'), random);
  const append = createAppendEntry({ store: auditStore, keys: auditKeys, clock, random, newId });
  const { connections } = await open({ append });
  const parser = createIsolatedParser({ entry: sourceEntry('adapters/parsers/parse-child.ts'), processes: 1 });
  const checkpoints = openCheckpointFolder(join(home, 'checkpoints'));
  const lock: Foundation['lock'] = {
    owner: { pid: process.pid, host: '', started: null, since: '', port: null, address: null, nonce: '' } as never,
    publish: async () => undefined,
    release: async () => undefined,
  };
  return {
    ...{ lock, connections, auditStore, auditKeys, checkpoints, parser, newId },
    database: createDatabase({ connections, append }),
    close: async () => {
      parser.close();
    },
  };
}
