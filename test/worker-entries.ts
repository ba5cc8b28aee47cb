/** Worker entries for tests: the TypeScript sources, loaded through tsx. */

import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { WorkerEntry } from '#kernel/worker-entry';

/** For child processes. */
export function sourceEntry(path: string): WorkerEntry {
  return { url: sourceUrl(path), execArgv: ['--import', 'tsx'] };
}

/** For worker threads, in which Node 20 ignores `--import` hooks: a line of JavaScript that registers tsx first. */
export function sourceThread(path: string): WorkerEntry {
  const tsx = new URL(
    'dist/esm/api/index.mjs',
    pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json')),
  ).href;
  const start = `import { register } from ${JSON.stringify(tsx)}; register(); await import(${JSON.stringify(sourceUrl(path).href)});`;
  return { url: new URL(`data:text/javascript,${encodeURIComponent(start)}`), execArgv: [] };
}

function sourceUrl(path: string): URL {
  return new URL(`../src/${path}`, import.meta.url);
}
