/** The built product with the sample company, started as people start it, on a port and a data folder of its own. */

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../bin/medida.mjs', import.meta.url));

export interface RunningMedida {
  /** Without a slash at the end. */
  readonly url: string;
  /** Works once. */
  readonly loginLink: string;
  /** A further one-time link for the owner, made on the command line while the server runs. */
  newLoginLink(): Promise<string>;
  stop(): Promise<void>;
}

const LINK = /https?:\/\/\S+\/login\?token=\S+/;

function run(args: readonly string[], home: string) {
  const child = spawn(process.execPath, [PROGRAM, ...args, '--home', home, '--lang', 'en'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, MEDIDA_HOME: home },
  });
  let said = '';
  const listeners = new Set<() => void>();
  const hear = (piece: Buffer) => {
    said += piece.toString('utf8');
    for (const listener of listeners) listener();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const says = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(said);
        if (!match) return;
        listeners.delete(look);
        resolve(match[1] ?? match[0]);
      };
      listeners.add(look);
      look();
      void ended.then((code) => reject(new Error(`medida ${args[0]} ended with ${code} before ${pattern}:\n${said}`)));
    });
  return { child, says, ended };
}

export async function startMedida(): Promise<RunningMedida> {
  const home = await mkdtemp(join(tmpdir(), 'medida-web-'));
  const server = run(['up', '--sample', '--port', '0'], home);
  const loginLink = await server.says(LINK);
  const url = await server.says(/running at (https?:\/\/[^\s/]+)/);
  await server.says(/Sample company loaded/);
  return {
    url,
    loginLink,
    async newLoginLink() {
      const command = run(['user', 'link'], home);
      const link = await command.says(LINK);
      await command.ended;
      return link;
    },
    async stop() {
      server.child.kill('SIGTERM');
      await server.ended;
      await rm(home, { recursive: true, force: true });
    },
  };
}
