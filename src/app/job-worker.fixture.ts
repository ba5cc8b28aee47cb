/** A worker that takes a job, says so, and never ends it: to be killed. */

import { z } from 'zod';
import { createDatabase } from '#adapters/database/create-database';
import { openEmbedded } from '#adapters/database/embedded';
import { createJobQueue } from '#adapters/database/job-queue';
import { openServer } from '#adapters/database/server';
import { systemClock } from '#kernel/clock';
import { createIdGenerator } from '#kernel/id';
import { systemRandom } from '#kernel/random';
import { sourceThread } from '#test/worker-entries';
import { runJobs } from './run-jobs.ts';

const [kind = '', place = ''] = process.argv.slice(2);
const connections =
  kind === 'server'
    ? await openServer({ url: place, connections: 3 })
    : await openEmbedded({ folder: place, entry: sourceThread('adapters/database/embedded-worker.ts') });

runJobs(
  {
    database: createDatabase({ connections, append: async () => {} }),
    queue: createJobQueue(connections),
    clock: systemClock,
    newId: createIdGenerator(systemClock, systemRandom),
    definitions: [
      {
        kind: 'long',
        payload: z.null(),
        maxAttempts: 5,
        handle: async ({ jobId, report }) => {
          await report({ stage: 'begun', done: 0, total: 1 });
          process.send?.(jobId);
          return new Promise(() => undefined);
        },
      },
    ],
  },
  { sole: kind === 'embedded', leaseMs: 60_000, heartbeatMs: 50 },
);
