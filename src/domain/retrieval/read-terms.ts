import { type AnalysedQuery, analyse, analyseQuery } from '#domain/language/index';
import type { Language } from '#kernel/language';
import { wordOf } from './chunk-profile.ts';

export interface SpokenTerm {
  readonly term: string;
  /** As written, in lower case and without accents. */
  readonly word: string;
}

/** A question as ranking sees it. */
export interface QueryReading extends AnalysedQuery {
  /** The terms in the order of the question, as the rules of each language give them. */
  readonly sequences: Readonly<Record<Language, readonly SpokenTerm[]>>;
}

export function readTerms(query: string): QueryReading {
  return { ...analyseQuery(query), sequences: { es: sequence(query, 'es'), en: sequence(query, 'en') } };
}

function sequence(query: string, language: Language): readonly SpokenTerm[] {
  return analyse(query, language).map((term) => ({ term: term.term, word: wordOf(query, term) }));
}

/** Every term that ranking needs the document frequency of. */
export function termsOfReading(reading: QueryReading): readonly string[] {
  const { es, en } = reading.sequences;
  return [...new Set([...reading.terms, ...es, ...en].map(({ term }) => term))];
}
