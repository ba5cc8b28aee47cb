/** The state of the installation: what runs, with which settings, and whether it can do its work. */

import { access, constants, statfs } from 'node:fs/promises';
import { MedidaError } from '#kernel/errors';
import type { Config } from './config.ts';
import type { CheckView, DoctorView } from './views/doctor-view.ts';

export interface DoctorParts {
  readonly config: Config;
  readonly version: string;
  readonly facts: {
    readonly kind: 'embedded' | 'server';
    readonly version: number;
    readonly vector: string;
    readonly restricted: boolean;
  };
  /** Whether the page is there to be served. */
  readonly web: boolean;
  /** @throws StorageError when the database does not answer */
  ready(): Promise<void>;
}

const LEAST_FREE_BYTES = 1024 ** 3;

export async function examine(parts: DoctorParts): Promise<DoctorView> {
  const { config, facts, version } = parts;
  const checks = [await checkFolder(config.values.home), await checkDatabase(parts), ...checkConfiguration(parts)];
  return {
    schema: 'medida.doctor/1',
    ok: checks.every(({ ok }) => ok),
    versions: {
      medida: version,
      node: process.versions.node,
      postgresql: dotted(facts.version),
      pgvector: facts.vector,
    },
    database: { kind: facts.kind, version: dotted(facts.version) },
    settings: [...config.settings],
    checks,
  };
}

async function checkFolder(home: string): Promise<CheckView> {
  const name = 'data folder';
  try {
    await access(home, constants.R_OK | constants.W_OK);
    const { bavail, bsize } = await statfs(home);
    const free = bavail * bsize;
    const found = `${home}, ${(free / 1024 ** 3).toFixed(1)} GiB free`;
    if (free >= LEAST_FREE_BYTES) return { name, ok: true, found };
    return { name, ok: false, found, remedy: 'Free some space: below 1 GiB the database may stop.' };
  } catch {
    return {
      name,
      ok: false,
      found: `${home} cannot be read and written`,
      remedy: 'Correct its owner or permissions.',
    };
  }
}

async function checkDatabase({ ready, facts }: DoctorParts): Promise<CheckView> {
  const name = 'database';
  try {
    await ready();
    return { name, ok: true, found: `${facts.kind}, answers` };
  } catch (error) {
    const known = MedidaError.isInstance(error);
    return {
      name,
      ok: false,
      found: known ? error.message : 'does not answer',
      remedy: known ? error.remedy : 'Look in the log.',
    };
  }
}

function checkConfiguration({ config, facts, web }: DoctorParts): CheckView[] {
  const { modelUrl, model, embedderUrl, embedder } = config.values;
  const pair = (name: string, url: string | null, model: string | null, variable: string): CheckView => {
    const found = url === null && model === null ? 'none configured' : `${model ?? '?'} at ${url ?? '?'}`;
    if ((url === null) === (model === null)) return { name, ok: true, found };
    return { name, ok: false, found, remedy: `Set both ${variable}_URL and the model's name, or neither.` };
  };
  return [
    {
      name: 'second barrier',
      ok: true,
      found: facts.restricted
        ? 'row-level security acts through the role medida_app'
        : 'the database user may not use the role medida_app; permission rests on the queries alone',
    },
    pair('language model', modelUrl, model, 'MEDIDA_MODEL'),
    pair('embedding model', embedderUrl, embedder, 'MEDIDA_EMBEDDER'),
    web
      ? { name: 'web page', ok: true, found: 'built' }
      : { name: 'web page', ok: true, found: 'not built; the API works without it' },
  ];
}

/** 180000 is 18.0, 150018 is 15.18. */
function dotted(version: number): string {
  return `${Math.floor(version / 10_000)}.${version % 10_000}`;
}
