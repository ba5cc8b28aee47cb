import { describe } from 'vitest';
import { createMemoryDatabase } from '#kernel/testing';
import { accessStoreContract, createMemoryAccessStore } from '../testing.ts';

describe('access store in memory', () => {
  accessStoreContract(async () => ({ database: createMemoryDatabase(), store: createMemoryAccessStore() }));
});
