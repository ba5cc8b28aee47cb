import { expect, it } from 'vitest';
import { z } from 'zod';
import { systemPrincipal } from '#kernel/principal';
import { withUpkeep } from './start-job-runner.ts';

it.each([
  [{ added: 0, changed: 0, removed: 0 }, 0],
  [{ added: 1, changed: 0, removed: 0 }, 1],
  [{ added: 0, changed: 0, removed: 2 }, 1],
])('looks after the index only when an ingestion changed something: %j', async (report, times) => {
  let looked = 0;
  const plain = { kind: 'ingest', payload: z.unknown(), maxAttempts: 1, handle: async () => report };
  const job = withUpkeep(plain as never, async () => {
    looked += 1;
  });
  const context = {
    ...{ jobId: 'job', attempt: 1, principal: systemPrincipal('w', 'test') },
    ...{ signal: new AbortController().signal, report: async () => undefined },
  };
  expect(await job.handle(context, null)).toEqual(report);
  expect(looked).toBe(times);
});
