/** Door of retrieval: a question to ranked passages. */

export { bm25Contribution, inverseDocumentFrequency } from './bm25.ts';
export { type EmbedMissingDeps, type EmbedMissingInput, embedMissing } from './embed-missing.ts';
export type { Passage, SearchResult, TraceStage } from './passage.ts';
export type { LexicalIndex, PassageStore, SearchScope, TermStatistics, VectorIndex } from './ports.ts';
export { QUERY_LIMIT, readQuery } from './read-query.ts';
export { type SearchDeps, type SearchInput, searchPassages } from './search-passages.ts';
