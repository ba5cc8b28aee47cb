import { describe } from 'vitest';
import { createMemoryDatabase } from '#kernel/testing';
import { auditStoreContract, createMemoryAuditStore, createTestAppend } from '../testing.ts';

describe('audit store in memory', () => {
  auditStoreContract(async () => {
    const store = createMemoryAuditStore();
    const append = createTestAppend(store);
    return { database: createMemoryDatabase(append), store, append };
  });
});
