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
  let run = npm(root, ['ci']);
  // A registry that lacks packages of other platforms makes a lock file without them, which `ci` does not accept.
  if (run.status !== 0 && run.stderr.includes('EUSAGE')) run = npm(root, ['install', '--no-save']);
  if (run.status !== 0) {
    console.error(`${run.stderr}\nPackages could not be installed. Is the npm registry reachable from here?`);
    process.exit(run.status ?? 1);
  }
  writeFileSync(stampFile, stamp);
}

/** Installs the versions of the lock file and leaves the file as it is. */
function npm(cwd, verb) {
  const flags = ['--no-audit', '--no-fund', '--loglevel=error'];
  return spawnSync('npm', [...verb, ...flags], { cwd, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
}
