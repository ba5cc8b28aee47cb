/**
 * `npm test`: on a bare clone installs, builds, checks and runs every suite; `--slow` runs the slow ones instead.
 * What the tests need of the system is installed where that is allowed; elsewhere it is said what is left out and how to get it.
 */

import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPackages } from './install-packages.mjs';

process.chdir(new URL('..', import.meta.url).pathname);
const slow = process.argv.includes('--slow');
const started = performance.now();
const leftOut = [];
const failures = [];

function step(title) {
  console.log(`\n— ${title} (${Math.round((performance.now() - started) / 1000)} s)`);
}

function node(script, args, options = {}) {
  return spawnSync(process.execPath, [script, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    ...options,
  });
}

/** A part of the system that tests use; its absence is announced, never silent. */
function provide(what, script, args) {
  const run = node(script, args);
  const answer = run.stdout.trim().split('\n').at(-1) ?? '';
  if (run.status === 0 && answer) return answer;
  leftOut.push(`${what}: ${run.stdout.trim() || 'could not be set up'}`);
  return null;
}

function vitest(projects, environment, reportFile) {
  const flags = projects.flatMap((project) => ['--project', project]);
  return new Promise((resolve) => {
    const child = spawn(
      'node_modules/.bin/vitest',
      ['run', ...flags, '--reporter=dot', '--reporter=json', `--outputFile.json=${reportFile}`],
      { stdio: 'inherit', env: { ...process.env, ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }), ...environment } },
    );
    child.on('close', (code) => resolve(code ?? 1));
  });
}

step('packages');
installPackages();
step('PostgreSQL with pgvector');
// One that somebody else uses is used with them, and left running.
const databaseShared = node('scripts/postgres.mjs', ['--running']).status === 0;
const databaseUrl = provide('PostgreSQL suites', 'scripts/postgres.mjs', ['--start']);
step('Chromium');
const chromium = provide('browser suites', 'scripts/chromium.mjs', []);
const environment = {
  ...(databaseUrl ? { MEDIDA_TEST_DATABASE_URL: databaseUrl } : {}),
  ...(chromium ? { MEDIDA_TEST_CHROMIUM: chromium } : {}),
};

step('build');
if (spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' }).status !== 0) failures.push('build');
if (!slow) {
  step('check');
  if (spawnSync(process.execPath, ['scripts/check.mjs'], { stdio: 'inherit' }).status !== 0) failures.push('check');
}

const folder = mkdtempSync(join(tmpdir(), 'medida-test-'));
let passed = 0;
let failed = failures.length;
for (const projects of slow ? [['slow']] : [['unit'], ['db'], ['e2e']]) {
  step(`tests: ${projects.join(', ')}`);
  const reportFile = join(folder, `${projects[0]}.json`);
  const code = await vitest(projects, environment, reportFile);
  try {
    const report = JSON.parse(readFileSync(reportFile, 'utf8'));
    passed += report.numPassedTests;
    failed += report.numFailedTests;
    const brokenFiles = report.testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.every((one) => one.status !== 'failed'),
    );
    failed += brokenFiles.length;
    if (code !== 0 && report.numFailedTests + brokenFiles.length === 0) failed += 1;
  } catch {
    failed += 1;
  }
}
rmSync(folder, { recursive: true, force: true });
if (databaseUrl && !databaseShared) node('scripts/postgres.mjs', ['--stop']);

for (const one of leftOut) console.log(`\n*** LEFT OUT — ${one}`);
for (const one of failures) console.log(`\n*** FAILED — ${one}`);
console.log(`\n${Math.round((performance.now() - started) / 6000) / 10} minutes`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
