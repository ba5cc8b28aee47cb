/**
 * Finds Chromium for the tests of the page and for `npm run shots`. Where it is missing and we are root on Debian it is
 * installed with apt; elsewhere the command that would do it is printed.
 */

import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
/** With a font of its own, so that pictures of the page look alike on every machine. */
const PACKAGES = ['chromium', 'fonts-noto-core'];

/** Quiet, offline and without the sandbox that root cannot have. */
export const CHROMIUM_FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Path of a Chromium on this machine, or null. `MEDIDA_TEST_CHROMIUM` names one that stands elsewhere. */
export function findChromium(environment = process.env) {
  const named = environment.MEDIDA_TEST_CHROMIUM;
  if (named) return isExecutable(named) ? named : null;
  const folders = (environment.PATH ?? '').split(delimiter);
  for (const name of NAMES)
    for (const folder of folders) if (isExecutable(join(folder, name))) return join(folder, name);
  return null;
}

function apt(...args) {
  const run = spawnSync('apt-get', ['-qq', ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return run.status === 0;
}

/** What to do about a machine without one. */
export const HOW_TO_GET_CHROMIUM =
  `Chromium is missing, so the page is not tested in a browser. On Debian or Ubuntu: sudo apt-get install ` +
  `${PACKAGES.join(' ')}. Elsewhere install Chromium or Chrome and set MEDIDA_TEST_CHROMIUM to its path.`;

/** Finds it, or installs it where that can be done without asking; null when neither works. */
export function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  const canInstall = process.platform === 'linux' && process.getuid?.() === 0 && isExecutable('/usr/bin/apt-get');
  if (canInstall) {
    process.stderr.write('Installing Chromium with apt…\n');
    if (apt('update') && apt('install', '-y', '--no-install-recommends', ...PACKAGES)) return findChromium();
  }
  return null;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const path = ensureChromium();
  process.stdout.write(`${path ?? HOW_TO_GET_CHROMIUM}\n`);
  if (!path) process.exitCode = 1;
}
