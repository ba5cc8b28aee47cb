/** C1: from starting the built program to the first answered search over the sample company. */

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bench } from './bench-result.ts';

const PROGRAM = fileURLToPath(new URL('../bin/medida.mjs', import.meta.url));
const RUNS = 5;

export const bench: Bench = async () => {
  if (!existsSync(new URL('../dist/main.js', import.meta.url))) {
    console.error('The program is not built: run npm run build first.');
    return null;
  }
  const first: number[] = [];
  const again: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const home = await mkdtemp(join(tmpdir(), 'medida-start-'));
    first.push(await startAndSearch(home));
    again.push(await startAndSearch(home));
    await rm(home, { recursive: true, force: true });
  }
  return {
    name: 'Cold start (C1)',
    summary: `Seconds from starting the process (built files, sample company) until a search over HTTP finds its document; ${RUNS} runs each.`,
    tables: [
      {
        title: 'Searchable after',
        columns: ['start', 'minimum', 'median', 'maximum'],
        rows: [
          row('empty data folder: database made, sample company read and indexed', first),
          row('data folder of before', again),
        ],
      },
    ],
    notes: ['Floor 5 s, goal 2 s.'],
  };
};

function row(name: string, seconds: readonly number[]): (string | number)[] {
  const sorted = [...seconds].sort((a, b) => a - b);
  return [name, ...[sorted[0], sorted[sorted.length >> 1], sorted.at(-1)].map((one) => (one ?? Number.NaN).toFixed(2))];
}

async function startAndSearch(home: string): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, [PROGRAM, 'up', '--sample', '--port', '0', '--home', home], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const base = await address(child);
    const token = (await readFile(join(home, 'local-token'), 'utf8')).trim();
    for (;;) {
      const response = await fetch(`${base}/api/v1/search`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ query: 'distancia máxima entre el programador y la electroválvula' }),
      });
      if (response.ok) {
        const { passages } = (await response.json()) as { passages: { document: string }[] };
        if (passages.some(({ document }) => document.endsWith('manual-br200.pdf')))
          return (performance.now() - started) / 1000;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  } finally {
    const closed = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGTERM');
    await closed;
  }
}

function address(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout?.on('data', (data) => {
      output += data;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(output);
      if (found) resolve(found[0]);
    });
    child.once('close', () => reject(new Error(`The program ended before it listened:\n${output}`)));
  });
}
