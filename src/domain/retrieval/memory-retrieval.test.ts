import { createMemoryDatabase } from '#kernel/testing';
import { createMemoryRetrieval, describeRetrieval } from './testing.ts';

describeRetrieval('retrieval in memory', async () => createMemoryRetrieval(createMemoryDatabase()));
