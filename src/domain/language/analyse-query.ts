import type { Language } from '#kernel/language';
import { analyse } from './analyse.ts';
import { detectLanguage } from './detect-language.ts';

export interface WeightedTerm {
  readonly term: string;
  /** Multiplies the term's contribution to a score; 1 for a plain word said once. */
  readonly weight: number;
}

export interface AnalysedQuery {
  readonly language: Language;
  readonly confidence: number;
  /** Without repetitions, in order of first mention. */
  readonly terms: readonly WeightedTerm[];
}

/** Below this the words are stemmed by the rules of both languages. */
const CERTAIN = 0.9;

/** Index terms of a question; in both languages' spelling when it is too short to tell which one it is in. */
export function analyseQuery(text: string): AnalysedQuery {
  const { language, confidence } = detectLanguage(text);
  const weights = new Map<string, number>();
  for (const { term } of analyse(text, language)) weights.set(term, 1);
  if (confidence < CERTAIN) for (const { term } of analyse(text, language === 'es' ? 'en' : 'es')) weights.set(term, 1);
  return { language, confidence, terms: Array.from(weights, ([term, weight]) => ({ term, weight })) };
}
