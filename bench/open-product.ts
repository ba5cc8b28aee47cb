/** The whole product on a data folder of its own, as the command line opens it; thrown away afterwards. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '#app/config';
import { openMedida } from '#app/open-medida';
import { findProgramFiles } from '#app/program-files';
import type { UseCases } from '#app/use-cases';
import { systemClock } from '#kernel/clock';
import { systemRandom } from '#kernel/random';

export interface OpenProduct {
  /** The owner's, who is in the group `everyone` only. */
  readonly owner: UseCases;
  close(): Promise<void>;
}

export async function openProduct(environment: Readonly<Record<string, string>> = {}): Promise<OpenProduct> {
  const home = await mkdtemp(join(tmpdir(), 'medida-bench-'));
  const config = await readConfig({ environment: { ...environment, MEDIDA_HOME: home }, folder: home });
  const medida = await openMedida({
    config,
    files: findProgramFiles(new URL('../src/main.ts', import.meta.url).href),
    clock: systemClock,
    random: systemRandom,
    version: 'bench',
  });
  const owner = medida.as(await medida.gate.operator(), 'cli');
  return {
    owner,
    async close() {
      await medida.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}
