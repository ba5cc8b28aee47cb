/** `transformers serve` with a tiny model made on the spot, for the slow tests of generation; CPU only, no network. */

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export interface TransformersServer {
  readonly baseUrl: string;
  readonly origin: string;
  readonly model: string;
  /** Ends the server at once, in the middle of whatever it does. */
  kill(): Promise<void>;
}

const CACHE = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
const BIN = join(CACHE, 'medida', 'venv', 'bin');
const SCRIPT = fileURLToPath(new URL('./make_tiny_model.py', import.meta.url));
const OFFLINE = { HF_HUB_OFFLINE: '1', TRANSFORMERS_OFFLINE: '1', OMP_NUM_THREADS: '1' };

/** False, said loudly, where the Python environment is missing; `test/worker/prepare.sh` makes it. */
export function hasTransformers(): boolean {
  if (existsSync(join(BIN, 'transformers'))) return true;
  console.warn('\n*** No Python environment with transformers: nothing is proven against a real model server. ***');
  console.warn('*** test/worker/prepare.sh makes one. ***\n');
  return false;
}

/** @param said what the model is trained to say; null for random weights */
export async function makeTinyModel(said: string | null): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'medida-model-'));
  const env = { ...process.env, ...OFFLINE };
  await promisify(execFile)(join(BIN, 'python'), [SCRIPT, folder, ...(said === null ? [] : [said])], { env });
  return folder;
}

export async function serveModel(folder: string): Promise<TransformersServer> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const server = spawn(
    join(BIN, 'transformers'),
    ['serve', folder, '--host', '127.0.0.1', '--port', String(port), '--device', 'cpu'],
    { env: { ...process.env, ...OFFLINE }, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const errors: string[] = [];
  server.stderr.on('data', (piece) => errors.push(String(piece)));
  await ready(server, `${origin}/health`, () => errors.join('').slice(-2_000));
  return {
    baseUrl: `${origin}/v1`,
    origin,
    model: folder,
    kill: async () => {
      if (server.exitCode === null && server.signalCode === null) {
        server.kill('SIGKILL');
        await once(server, 'exit');
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function ready(server: ChildProcess, url: string, errors: () => string): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new RangeError(`the model server ended at once: ${errors()}`);
    const response = await fetch(url).catch(() => null);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
