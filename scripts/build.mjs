/** Builds what runs: the program with its threads and child processes, and the web page. Only what changed is built. */

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

/** Each becomes dist/NAME.js. Threads and processes are given by their caller as files, so each is an entry. */
const ENTRIES = {
  main: 'src/main.ts',
  'embedded-worker': 'src/adapters/database/embedded-worker.ts',
  'parse-child': 'src/adapters/parsers/parse-child.ts',
  'make-empty-database': 'src/adapters/database/make-empty-database.ts',
};

const EMPTY_DATABASE_INPUTS = [
  'package-lock.json',
  ...[
    'migrations',
    'embedded.ts',
    'embedded-worker.ts',
    'empty-database.ts',
    'make-empty-database.ts',
    'migrate.ts',
    'restricted-role.ts',
  ].map((name) => `src/adapters/database/${name}`),
];

const PROGRAM_INPUTS = ['src', 'contracts', 'package.json', 'package-lock.json', 'scripts/build.mjs'];

export async function buildProgram() {
  await whenStale('program', PROGRAM_INPUTS, async () => {
    const { build } = await import('esbuild');
    for (const name of existsSync(dist) ? readdirSync(dist) : []) {
      if (/\.js(\.map)?$/.test(name)) rmSync(join(dist, name));
    }
    await build({
      absWorkingDir: root,
      entryPoints: Object.entries(ENTRIES).map(([out, path]) => ({ in: path, out })),
      outdir: dist,
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node20.19',
      packages: 'external',
      sourcemap: true,
      sourcesContent: false,
      chunkNames: 'part-[hash]',
      logLevel: 'warning',
    });
    const migrations = join(dist, 'migrations');
    rmSync(migrations, { recursive: true, force: true });
    cpSync(join(root, 'src/adapters/database/migrations'), migrations, { recursive: true });
  });
}

/** A first start unpacks it instead of waiting for PostgreSQL to make its folder. */
export async function buildEmptyDatabase() {
  await whenStale('empty database', EMPTY_DATABASE_INPUTS, async () => {
    const run = spawnSync(process.execPath, [join(dist, 'make-empty-database.js'), join(dist, 'empty-database.gz')], {
      encoding: 'utf8',
    });
    if (run.status !== 0) throw new Error(`${run.stdout}\n${run.stderr}`);
  });
}

export async function buildWeb() {
  if (!existsSync(join(root, 'web/index.html'))) return;
  await whenStale('web page', ['web', 'contracts', 'package-lock.json'], async () => {
    const vite = join(root, 'node_modules/vite/bin/vite.js');
    const run = spawnSync(process.execPath, [vite, 'build', 'web'], { cwd: root, encoding: 'utf8' });
    if (run.status !== 0) throw new Error(`${run.stdout}\n${run.stderr}`);
  });
}

/** Runs `build` unless the inputs are those of the last time it succeeded. */
async function whenStale(what, inputs, build) {
  const stampFile = join(dist, `.${what.replaceAll(' ', '-')}.stamp`);
  const stamp = hashOf(inputs);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  const started = performance.now();
  process.stderr.write(`Building the ${what}…`);
  rmSync(stampFile, { force: true });
  mkdirSync(dist, { recursive: true });
  try {
    await build();
  } catch (error) {
    process.stderr.write(' failed\n');
    throw error;
  }
  writeFileSync(stampFile, stamp);
  process.stderr.write(` ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
}

function hashOf(inputs) {
  const hash = createHash('sha256').update(process.version);
  for (const file of inputs.flatMap((input) => filesOf(input))) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** Tests are no input of what runs. */
function filesOf(path) {
  if (!existsSync(join(root, path))) return [];
  const entries = readdirIfFolder(path);
  if (entries === null) return /\.test\.tsx?$/.test(path) ? [] : [path];
  return entries
    .filter((entry) => entry.name !== 'node_modules' && !entry.name.startsWith('.'))
    .flatMap((entry) => filesOf(`${path}/${entry.name}`))
    .sort();
}

function readdirIfFolder(path) {
  try {
    return readdirSync(join(root, path), { withFileTypes: true });
  } catch (error) {
    if (error.code === 'ENOTDIR') return null;
    throw error;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await buildProgram();
    await buildEmptyDatabase();
    await buildWeb();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
