/** Remembers in the data folder how far the sample company came, so that a killed first load is finished, once. */

import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type SampleState = 'none' | 'begun' | 'done';

export interface SampleMark {
  read(): Promise<SampleState>;
  write(state: Exclude<SampleState, 'none'>): Promise<void>;
}

export function openSampleMark(home: string): SampleMark {
  const path = join(home, 'sample');
  return {
    async read() {
      const text = (await readFile(path, 'utf8').catch(() => '')).trim();
      return text === 'begun' || text === 'done' ? text : 'none';
    },
    async write(state) {
      await mkdir(home, { recursive: true, mode: 0o700 });
      const draft = `${path}.draft`;
      await writeFile(draft, `${state}\n`, { mode: 0o600 });
      await rename(draft, path);
    },
  };
}
