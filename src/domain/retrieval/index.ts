/** Door of retrieval: a question to ranked passages. */

export { bm25Contribution, inverseDocumentFrequency } from './bm25.ts';
export { embedMissing } from './embed-missing.ts';
export type { Passage, SearchResult, TraceStage } from './passage.ts';
export type { LexicalIndex, PassageStore, SearchScope, TermStatistics, VectorIndex } from './ports.ts';
export { readQuestion } from './read-question.ts';
export { type SearchDeps, type SearchInput, searchPassages } from './search-passages.ts';
