/** Works on queued jobs in this process, and keeps the house between them. */

import { refreshPrincipal } from '#domain/access/index';
import type { IngestReport } from '#domain/knowledge/index';
import type { JobDefinition } from '#kernel/job';
import type { Parts } from './acting/parts.ts';
import { createIngestJob } from './ingest-job.ts';
import { keepHouse } from './keep-house.ts';
import type { Foundation } from './open-foundation.ts';
import { runJobs } from './run-jobs.ts';

export type StopRunner = () => Promise<void>;

export function startJobRunner(
  parts: Parts,
  { connections, checkpoints }: Foundation,
  onError: (error: unknown) => void,
): StopRunner {
  const { database, queue, clock, newId, bell } = parts.jobs;
  const runner = runJobs(
    {
      ...{ database, queue, clock, newId, onError },
      definitions: [withUpkeep(createIngestJob(parts.knowledge), parts.upkeep)],
      refresh: (principal) => refreshPrincipal(parts.access, principal),
    },
    { sole: connections.facts.kind === 'embedded' },
  );
  const { audit, knowledge } = parts;
  const leaveHouse = keepHouse({ clock, knowledge, audit, checkpoints, onError });
  const wake = () => runner.wake();
  bell.addEventListener('job', wake);
  return async () => {
    bell.removeEventListener('job', wake);
    await Promise.all([runner.stop(), leaveHouse()]);
  };
}

export function withUpkeep(job: JobDefinition, upkeep: Parts['upkeep']): JobDefinition {
  return {
    ...job,
    async handle(context, payload) {
      const result = await job.handle(context, payload);
      const { added, changed, removed } = result as IngestReport;
      if (added + changed + removed > 0) await upkeep(context.principal, context.signal);
      return result;
    },
  };
}
