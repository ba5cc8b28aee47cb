/** For tests: knowledge in memory, and the contract that every knowledge store keeps. */

export { indexChunks } from './index-chunks.ts';
export { countSnapshot, type IndexSnapshot } from './testing/index-snapshot.ts';
export { type KnowledgeStoreHarness, knowledgeStoreContract } from './testing/knowledge-store-contract.ts';
export { createMemoryBlobStore, createMemorySourceReader, createMemoryUploadStage } from './testing/memory-files.ts';
export { createMemoryKnowledgeStore, type MemoryKnowledgeStore } from './testing/memory-knowledge-store.ts';
export { sampleVersion } from './testing/sample-version.ts';
export { uploadStageContract } from './testing/upload-stage-contract.ts';
