/** Door of language: analysis of Spanish and English text, pure functions. */

export { ANALYZER, analyse, type Term } from './analyse.ts';
export { type AnalysedQuery, analyseQuery } from './analyse-query.ts';
export { buildPostings, countTerms, type TermPosting } from './build-postings.ts';
export { canonicalNumber } from './canonical-number.ts';
export { detectLanguage } from './detect-language.ts';
export { foldAccents } from './fold-accents.ts';
export type { Span } from './span.ts';
export { splitSentences } from './split-sentences.ts';
export { stem } from './stem.ts';
export { isStopWord } from './stop-words.ts';
export { type Token, tokenise } from './tokenise.ts';
