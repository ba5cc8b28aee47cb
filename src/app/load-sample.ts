/** The sample company that comes with the product: groups, one knowledge base, its folders. */

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { InputError } from '#kernel/errors';
import type { JobProgress } from '#kernel/job';
import type { SampleMark } from './sample-mark.ts';
import type { UseCases } from './use-cases.ts';
import type { IngestReportView } from './views/knowledge-views.ts';

const manifest = z.object({
  schema: z.literal('medida.sample/1'),
  knowledgeBase: z.object({ name: z.string(), title: z.string() }),
  groups: z.array(z.string()),
  folders: z.array(z.object({ path: z.string(), groups: z.array(z.string()) })),
});

export interface SampleWatch {
  readonly signal: AbortSignal;
  report(progress: JobProgress): void;
}

/** Forgets: what has documents is taken to be whole. */
const NO_MARK: SampleMark = { read: async () => 'none', write: async () => undefined };

/**
 * Loads it, or what a first load that was interrupted left out; null when it was there already. Once it was whole it
 * is never loaded again, so that nothing comes back that somebody removed.
 * @param folder `samples/company/`
 * @throws InputError `SAMPLE_MISSING`
 */
export async function loadSample(
  useCases: UseCases,
  folder: URL,
  watch: SampleWatch,
  mark: SampleMark = NO_MARK,
): Promise<readonly IngestReportView[] | null> {
  const state = await mark.read();
  if (state === 'done') return null;
  const sample = await readManifest(folder);
  const { name, title } = sample.knowledgeBase;
  const known = (await useCases.knowledge.listBases()).find((base) => base.name === name);
  if (state === 'none' && known !== undefined && known.documents > 0) return null;
  await mark.write('begun');
  const groups = new Set((await useCases.access.listGroups()).map((group) => group.name));
  for (const group of sample.groups) if (!groups.has(group)) await useCases.access.createGroup(group);
  if (known === undefined) await useCases.knowledge.createBase({ name, title });
  const reports: IngestReportView[] = [];
  for (const { path, groups: readers } of sample.folders) {
    const request = { path: fileURLToPath(new URL(path, folder)), groups: readers };
    reports.push(await useCases.knowledge.ingestPath(name, request, watch));
  }
  await mark.write('done');
  return reports;
}

async function readManifest(folder: URL): Promise<z.infer<typeof manifest>> {
  const text = await readFile(new URL('sample.json', folder), 'utf8').catch(() => null);
  const parsed = manifest.safeParse(text === null ? null : JSON.parse(text));
  if (parsed.success) return parsed.data;
  throw new InputError({
    code: 'SAMPLE_MISSING',
    message: 'The sample company is not there.',
    remedy: 'Start from a complete checkout or package, or without --sample.',
  });
}
