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
    const gib = (free / 1024 ** 3).toFixed(1);
    const same = { name, facts: { home, gib }, found: `${home}, ${gib} GiB free` };
    if (free >= LEAST_FREE_BYTES) return { ...same, ok: true, state: 'folder-ready' };
    return {
      ...same,
      ok: false,
      state: 'folder-nearly-full',
      remedy: 'Free some space: below 1 GiB the database may stop.',
    };
  } catch {
    return {
      name,
      ok: false,
      state: 'folder-forbidden',
      facts: { home },
      found: `${home} cannot be read and written`,
      remedy: 'Correct its owner or permissions.',
    };
  }
}

async function checkDatabase({ ready, facts }: DoctorParts): Promise<CheckView> {
  const name = 'database';
  try {
    await ready();
    const { kind } = facts;
    return { name, ok: true, state: 'database-answers', facts: { kind }, found: `${kind}, answers` };
  } catch (error) {
    const known = MedidaError.isInstance(error);
    return {
      name,
      ok: false,
      state: 'database-fails',
      facts: known ? { code: error.code } : {},
      found: known ? error.message : 'does not answer',
      remedy: known ? error.remedy : 'Look in the log.',
    };
  }
}

function checkConfiguration({ config, facts, web }: DoctorParts): CheckView[] {
  const { modelUrl, model, embedderUrl, embedder } = config.values;
  const pair = (name: string, url: string | null, model: string | null, variable: string): CheckView => {
    if (url === null && model === null)
      return { name, ok: true, state: 'model-absent', facts: {}, found: 'none configured' };
    const said = { model: model ?? '?', url: url ?? '?' };
    const same = { name, found: `${said.model} at ${said.url}`, facts: { ...said, variable } };
    if (url !== null && model !== null) return { ...same, ok: true, state: 'model-configured' };
    return {
      ...same,
      ok: false,
      state: 'model-incomplete',
      remedy: `Set both ${variable}_URL and the model's name, or neither.`,
    };
  };
  return [
    {
      name: 'second barrier',
      ok: true,
      state: facts.restricted ? 'barrier-acts' : 'barrier-missing',
      facts: {},
      found: facts.restricted
        ? 'row-level security acts through the role medida_app'
        : 'the database user may not use the role medida_app; permission rests on the queries alone',
    },
    pair('language model', modelUrl, model, 'MEDIDA_MODEL'),
    pair('embedding model', embedderUrl, embedder, 'MEDIDA_EMBEDDER'),
    web
      ? { name: 'web page', ok: true, state: 'page-built', facts: {}, found: 'built' }
      : { name: 'web page', ok: true, state: 'page-missing', facts: {}, found: 'not built; the API works without it' },
  ];
}

/** 180000 is 18.0, 150018 is 15.18. */
function dotted(version: number): string {
  return `${Math.floor(version / 10_000)}.${version % 10_000}`;
}
