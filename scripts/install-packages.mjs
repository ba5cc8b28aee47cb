/** Installs what package-lock.json says, once per lock file; nothing happens when it is already there. */

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const STAMP = 'node_modules/.medida-installed';

/** Runs in the repository root. Ends the process with a clear message when it cannot go on. */
export function installPackages() {
  const root = new URL('..', import.meta.url).pathname;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Medida needs Node.js 20.19 or later; this is ${process.versions.node}.`);
    process.exit(2);
  }
  const stamp = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(process.version)
    .digest('hex');
  const stampFile = join(root, STAMP);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  console.error('Installing packages (once; about half a minute)…');
  const run = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: ['ignore', 2, 2] });
  if (run.status !== 0) {
    console.error('Packages could not be installed. Is the npm registry reachable from here? Run npm ci to see why.');
    process.exit(run.status ?? 1);
  }
  writeFileSync(stampFile, stamp);
}
