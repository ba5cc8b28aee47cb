/** The sample company that comes with the product: groups, one knowledge base, its folders. */

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { InputError } from '#kernel/errors';
import type { JobProgress } from '#kernel/job';
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

/**
 * Loads what is missing of it; null when it was there already, whole.
 * @param folder `samples/company/`
 * @throws InputError `SAMPLE_MISSING`
 */
export async function loadSample(
  useCases: UseCases,
  folder: URL,
  watch: SampleWatch,
): Promise<readonly IngestReportView[] | null> {
  const sample = await readManifest(folder);
  const { name, title } = sample.knowledgeBase;
  const known = (await useCases.knowledge.listBases()).find((base) => base.name === name);
  if (known !== undefined && known.documents > 0) return null;
  const groups = new Set((await useCases.access.listGroups()).map((group) => group.name));
  for (const group of sample.groups) if (!groups.has(group)) await useCases.access.createGroup(group);
  if (known === undefined) await useCases.knowledge.createBase({ name, title });
  const reports: IngestReportView[] = [];
  for (const { path, groups: readers } of sample.folders) {
    const request = { path: fileURLToPath(new URL(path, folder)), groups: readers };
    reports.push(await useCases.knowledge.ingestPath(name, request, watch));
  }
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
