/** Ingestion as a job: of a path on this machine, or of a staged upload. */

import { z } from 'zod';
import { applyUpload, type Following, type IngestionDeps, type IngestReport, ingest } from '#domain/knowledge/index';
import type { JobDefinition } from '#kernel/job';

export const INGEST_JOB = 'ingest';

const payload = z.object({
  from: z.union([
    z.object({ path: z.string().min(1), knowledgeBase: z.string().min(1) }),
    z.object({ uploadId: z.uuid() }),
  ]),
  /** Decides who may see the job; absent in jobs of earlier editions, which only their maker sees. */
  knowledgeBaseId: z.uuid().exactOptional(),
  groupIds: z.array(z.uuid()).min(1).exactOptional(),
  removeMissing: z.boolean().exactOptional(),
  retryFailed: z.boolean().exactOptional(),
});

export type IngestJobPayload = z.infer<typeof payload>;

/**
 * Safe to run again after it was killed: what is stored is not stored twice, and an upload that was applied gives the
 * report it gave then.
 */
export function createIngestJob(deps: IngestionDeps): JobDefinition<IngestJobPayload, IngestReport> {
  return {
    kind: INGEST_JOB,
    payload,
    maxAttempts: 5,
    async handle(context, { from, groupIds, removeMissing, retryFailed }) {
      const { principal, signal } = context;
      const following: Following = { signal, report: (progress) => context.report(progress) };
      if ('uploadId' in from) return applyUpload(deps, { principal, uploadId: from.uploadId, ...following });
      const options = {
        ...(groupIds && { groupIds }),
        ...(removeMissing && { removeMissing }),
        ...(retryFailed && { retryFailed }),
      };
      return ingest(deps, { principal, from, ...options, ...following });
    },
  };
}
