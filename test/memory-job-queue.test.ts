import { describe } from 'vitest';
import { jobQueueContract } from '#test/job-queue-contract';
import { createMemoryJobQueue } from './memory-job-queue.ts';
import { createMemoryDatabase } from './testing.ts';

describe('jobs in memory', () => {
  jobQueueContract(async () => ({ queue: createMemoryJobQueue(), database: createMemoryDatabase() }));
});
