/** Runs commands side by side and prints only those that fail, whole. */

import { spawn } from 'node:child_process';

/**
 * @param {{name: string, command: string[], env?: Record<string, string>}[]} tasks
 * @param {{parallel?: number}} [options]
 * @returns {Promise<{name: string, code: number, output: string, seconds: number}[]>}
 */
export async function runQuietly(tasks, { parallel = 2 } = {}) {
  const results = [];
  const waiting = [...tasks];
  await Promise.all(
    Array.from({ length: parallel }, async () => {
      for (let task = waiting.shift(); task; task = waiting.shift()) results.push(await runOne(task));
    }),
  );
  return results;
}

function runOne({ name, command, env }) {
  const started = performance.now();
  return new Promise((resolve) => {
    const [file, ...args] = command;
    const child = spawn(file, args, {
      env: { ...process.env, NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (data) => {
      output += data;
    });
    child.stderr.on('data', (data) => {
      output += data;
    });
    child.on('error', (error) => resolve({ name, code: 1, output: String(error), seconds: 0 }));
    child.on('close', (code) => {
      const seconds = (performance.now() - started) / 1000;
      console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds.toFixed(1)} s)`);
      if (code !== 0) console.log(output.trimEnd());
      resolve({ name, code: code ?? 1, output, seconds });
    });
  });
}
