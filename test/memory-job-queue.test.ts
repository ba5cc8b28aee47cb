import { describe } from 'vitest';
import { createMemoryDatabase } from '#kernel/testing';
import { jobQueueContract } from './job-queue-contract.ts';
import { createMemoryJobQueue } from './memory-job-queue.ts';

describe('jobs in memory', () => {
  jobQueueContract(async () => ({ queue: createMemoryJobQueue(), database: createMemoryDatabase() }));
});
