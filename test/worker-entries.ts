/** Worker entries for tests: the TypeScript sources, loaded through tsx. */

import type { WorkerEntry } from '#kernel/worker-entry';

export function sourceEntry(path: string): WorkerEntry {
  return { url: new URL(`../src/${path}`, import.meta.url), execArgv: ['--import', 'tsx'] };
}
