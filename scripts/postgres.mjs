/**
 * A private PostgreSQL with pgvector for the tests, on Debian.
 *
 * `--start` prints its URL on stdout (what it does on the way goes to stderr); when it already runs that is all.
 * `--running` ends with 0 when it runs, else with 1. `--stop` stops it and forgets its data. As root it installs what is missing: PostgreSQL of this Debian release, and
 * pgvector from its package, or built from the source package of the next release where this one has none.
 * Exit code 3: it cannot be had here; what to do by hand is on stderr.
 */

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CANNOT = 3;
const OLDEST = 15;
const NEXT_RELEASE = { bookworm: 'trixie', trixie: 'forky', forky: 'duke' };
const ROOT = process.getuid?.() === 0;
const HOME = join(tmpdir(), `medida-postgres-${process.getuid?.() ?? 0}`);
const DATA = join(HOME, 'data');
const SOCKET = join(HOME, 'socket');

class Unavailable extends Error {}

function say(text) {
  process.stderr.write(`postgres: ${text}\n`);
}

function run(command, args, options = {}) {
  const done = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26, ...options });
  if (done.error) throw new Unavailable(`${command}: ${done.error.message}`);
  if (done.status !== 0 && options.tolerate !== true)
    throw new Unavailable(`${command} ${args.join(' ')} failed:\n${`${done.stdout}${done.stderr}`.slice(-2000)}`);
  return done;
}

/** PostgreSQL refuses to run as root: then everything about the cluster runs as the package's own user. */
function asOwner(command, args, options = {}) {
  return ROOT
    ? run('runuser', ['-u', 'postgres', '--', command, ...args], { cwd: '/', ...options })
    : run(command, args, { cwd: '/', ...options });
}

/** The newest installed server, or null. */
function installed() {
  const base = '/usr/lib/postgresql';
  const versions = existsSync(base) ? readdirSync(base).map(Number) : [];
  const usable = versions.filter((version) => version >= OLDEST && existsSync(`${base}/${version}/bin/initdb`));
  const version = usable.sort((a, b) => b - a)[0];
  return version === undefined ? null : { version, bin: `${base}/${version}/bin` };
}

function hasVector({ version }) {
  return existsSync(`/usr/share/postgresql/${version}/extension/vector.control`);
}

function release() {
  const text = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  const value = (name) => new RegExp(`^${name}="?([^"\n]*)`, 'm').exec(text)?.[1] ?? '';
  return { id: value('ID'), codename: value('VERSION_CODENAME') };
}

function apt(args, options = {}) {
  return run('apt-get', ['-q', '-y', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' },
    ...options,
  });
}

function candidate(name) {
  return /Candidate: (?!\(none\))\S/.test(run('apt-cache', ['policy', name], { tolerate: true }).stdout);
}

function install(...names) {
  say(`installing ${names.join(', ')}`);
  if (!names.every(candidate)) apt(['update']);
  // The package would start a cluster of its own, which nobody here needs.
  const policy = '/usr/sbin/policy-rc.d';
  const mine = !existsSync(policy);
  if (mine) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    apt(['install', '--no-install-recommends', ...names]);
  } finally {
    if (mine) rmSync(policy, { force: true });
  }
}

function ensureServer() {
  const found = installed();
  if (found !== null) return found;
  install('postgresql');
  const now = installed();
  if (now === null) throw new Unavailable(`this release has no PostgreSQL ${OLDEST} or later`);
  return now;
}

function ensureVector(server) {
  if (hasVector(server)) return;
  const ready = `postgresql-${server.version}-pgvector`;
  if (candidate(ready)) return install(ready);
  const missing = [`postgresql-server-dev-${server.version}`, 'gcc', 'make', 'dpkg-dev', 'libc6-dev'].filter(
    (name) => !run('dpkg-query', ['-s', name], { tolerate: true }).stdout.includes('install ok installed'),
  );
  if (missing.length > 0) install(...missing);
  buildVector(server);
}

/** Where this machine's own configuration gets the packages of this release from. */
function archive(codename) {
  const folder = '/etc/apt/sources.list.d';
  const files = [
    '/etc/apt/sources.list',
    ...(existsSync(folder) ? readdirSync(folder).map((n) => `${folder}/${n}`) : []),
  ];
  for (const file of files.filter(existsSync)) {
    const text = readFileSync(file, 'utf8');
    for (const stanza of file.endsWith('.sources') ? text.split(/\n\s*\n/) : []) {
      const field = (name) => new RegExp(`^${name}:\\s*(.+)$`, 'mi').exec(stanza)?.[1]?.trim() ?? '';
      if (!field('Suites').split(/\s+/).includes(codename)) continue;
      return { uri: field('URIs').split(/\s+/)[0], signedBy: field('Signed-By') };
    }
    for (const line of file.endsWith('.list') ? text.split('\n') : []) {
      const found = /^deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)\s/.exec(line);
      if (found?.[3] !== codename) continue;
      return { uri: found[2], signedBy: /signed-by=(\S+)/.exec(found[1] ?? '')?.[1] ?? '' };
    }
  }
  throw new Unavailable(`no package archive for ${codename} in the configuration of apt`);
}

function buildVector({ bin }) {
  const { codename } = release();
  const next = NEXT_RELEASE[codename];
  if (next === undefined) throw new Unavailable(`unknown Debian release: ${codename}`);
  const { uri, signedBy } = archive(codename);
  say(`building pgvector from the source package of ${next}`);
  const work = mkdtempSync(join(tmpdir(), 'medida-pgvector-'));
  try {
    const key = signedBy === '' ? '' : `Signed-By: ${signedBy}\n`;
    const sources = join(work, 'next.sources');
    writeFileSync(sources, `Types: deb-src\nURIs: ${uri}\nSuites: ${next}\nComponents: main\n${key}`);
    mkdirSync(join(work, 'lists', 'partial'), { recursive: true });
    // Its own list of sources and its own state: the machine's apt never hears of the other release.
    const apart = [
      ...['-o', `Dir::Etc::sourcelist=${sources}`, '-o', 'Dir::Etc::sourceparts=-'],
      ...['-o', `Dir::State::lists=${join(work, 'lists')}`, '-o', 'APT::Sandbox::User=root'],
      ...[
        '-o',
        `Dir::Cache::srcpkgcache=${join(work, 'src.bin')}`,
        '-o',
        `Dir::Cache::pkgcache=${join(work, 'pkg.bin')}`,
      ],
    ];
    apt([...apart, 'update']);
    apt([...apart, 'source', 'pgvector'], { cwd: work });
    const source = readdirSync(work).find((name) => /^pgvector-[\d.]+$/.test(name));
    if (source === undefined) throw new Unavailable('the source package holds no pgvector folder');
    const make = (...targets) =>
      run('make', [...targets, `PG_CONFIG=${join(bin, 'pg_config')}`, 'with_llvm=no', 'OPTFLAGS='], {
        cwd: join(work, source),
      });
    make('-j2', 'all');
    make('install');
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** What an ordinary user has to ask for. */
function ensure() {
  if (ROOT && release().id === 'debian') {
    const server = ensureServer();
    ensureVector(server);
    return server;
  }
  const server = installed();
  if (server !== null && hasVector(server)) return server;
  throw new Unavailable(
    'PostgreSQL 15 or later with pgvector is not installed. On Debian or Ubuntu, as root:\n' +
      '  apt-get install postgresql postgresql-server-dev-all gcc make\n' +
      '  apt-get install postgresql-<version>-pgvector    (or build pgvector from source)\n' +
      'then run this again, or set MEDIDA_TEST_DATABASE_URL to a server of your own.',
  );
}

const url = () => `postgresql://postgres@${encodeURIComponent(SOCKET)}/postgres`;

function start() {
  const server = ensure();
  const control = join(server.bin, 'pg_ctl');
  if (existsSync(join(DATA, 'PG_VERSION'))) {
    if (asOwner(control, ['status', '-D', DATA], { tolerate: true }).status === 0) return url();
    if (readFileSync(join(DATA, 'PG_VERSION'), 'utf8').trim() !== String(server.version))
      rmSync(HOME, { recursive: true, force: true });
  }
  for (const folder of [HOME, SOCKET]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (ROOT) run('chown', ['postgres:', folder]);
  }
  if (!existsSync(join(DATA, 'PG_VERSION'))) {
    rmSync(DATA, { recursive: true, force: true });
    say('making a cluster');
    asOwner(join(server.bin, 'initdb'), [
      '-D',
      DATA,
      '-U',
      'postgres',
      '-E',
      'UTF8',
      '--locale=C.UTF-8',
      '-A',
      'trust',
      '-N',
    ]);
  }
  // Trust is safe here: nobody but its owner can enter the folder of the socket, and there is no TCP port.
  const settings = [
    `-c listen_addresses='' -c unix_socket_directories='${SOCKET}' -c unix_socket_permissions=0700`,
    '-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200 -c timezone=UTC',
  ].join(' ');
  asOwner(control, ['start', '-w', '-t', '60', '-D', DATA, '-l', join(HOME, 'log'), '-o', settings], {
    stdio: 'ignore',
  });
  return url();
}

function stop() {
  const server = installed();
  if (server !== null && existsSync(join(DATA, 'PG_VERSION')))
    asOwner(join(server.bin, 'pg_ctl'), ['stop', '-m', 'immediate', '-D', DATA], { tolerate: true });
  rmSync(HOME, { recursive: true, force: true });
}

/** A file with the number of a process that is gone was left behind by a kill. */
function running() {
  try {
    const [pid = ''] = readFileSync(join(DATA, 'postmaster.pid'), 'utf8').split('\n');
    return existsSync(`/proc/${pid.trim()}`);
  } catch {
    return false;
  }
}

/** Two runs at once wait for each other. */
function alone(order) {
  const lock = `${HOME}.lock`;
  const done = spawnSync('flock', [lock, process.execPath, fileURLToPath(import.meta.url), order, '--alone'], {
    stdio: 'inherit',
  });
  if (done.error) throw new Unavailable('this script needs Linux with flock (util-linux)');
  process.exitCode = done.status ?? 1;
}

const order = process.argv[2];
try {
  if (order === '--running') process.exitCode = running() ? 0 : 1;
  else if (order !== '--start' && order !== '--stop') {
    say('usage: node scripts/postgres.mjs --start | --running | --stop');
    process.exitCode = 2;
  } else if (process.argv[3] !== '--alone') alone(order);
  else if (order === '--stop') stop();
  else process.stdout.write(`${start()}\n`);
} catch (error) {
  if (!(error instanceof Unavailable)) throw error;
  say(error.message);
  process.exitCode = CANNOT;
}
