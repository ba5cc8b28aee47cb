/** What the question is about: its index terms with their weights in the collection, and the facts that it names. */

import { analyse } from '#domain/language/index';
import type { TermStatistics } from '#domain/retrieval/index';
import type { Language } from '#kernel/language';
import { type FactSlot, factSlots } from './fact-slots.ts';
import { type Expectation, expectedAnswer } from './question-shape.ts';

/** The question as one language's rules read it; passages are compared with the reading of their own language. */
export interface QuestionReading {
  /** Inverse document frequency of each term, 0 (everywhere) to 1 (nowhere). */
  readonly weights: ReadonlyMap<string, number>;
  /** Sum of the weights. */
  readonly total: number;
}

export interface AnalysedQuestion {
  readonly text: string;
  readonly language: Language;
  readonly expectation: Expectation;
  readonly readings: Readonly<Record<Language, QuestionReading>>;
  readonly slots: readonly FactSlot[];
}

const LANGUAGES: readonly Language[] = ['es', 'en'];

/** Words that only say what kind of answer is wanted, which the expectation already holds. */
const ASKING = new Set(
  'ano año fech numer cantid year date number amount nombr name llam call tip type kind'.split(' '),
);
const ASKING_WEIGHT = 0.4;
const LEAST_WEIGHT = 0.05;

/** Terms whose statistics `analyseQuestion` needs. */
export function questionTerms(text: string): readonly string[] {
  return [...new Set(LANGUAGES.flatMap((language) => analyse(text, language).map(({ term }) => term)))];
}

export function analyseQuestion(text: string, language: Language, statistics: TermStatistics): AnalysedQuestion {
  return {
    text,
    language,
    expectation: expectedAnswer(text, language),
    readings: { es: reading(text, 'es', statistics), en: reading(text, 'en', statistics) },
    slots: factSlots(text, language),
  };
}

function reading(text: string, language: Language, { chunks, frequencies }: TermStatistics): QuestionReading {
  const highest = Math.log(1 + (chunks + 0.5) / 0.5);
  const weights = new Map(
    analyse(text, language).map(({ term }) => {
      const frequency = frequencies.get(term) ?? 0;
      const idf = Math.log(1 + Math.max(0, chunks - frequency + 0.5) / (frequency + 0.5)) / highest;
      return [term, Math.max(LEAST_WEIGHT, ASKING.has(term) ? idf * ASKING_WEIGHT : idf)] as const;
    }),
  );
  return { weights, total: [...weights.values()].reduce((sum, weight) => sum + weight, 0) };
}
