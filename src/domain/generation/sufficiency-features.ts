/** Evidence, as numbers, that the best pieces answer the question at all. */

import { analyse, foldAccents, isStopWord, tokenise } from '#domain/language/index';
import type { Passage } from '#domain/retrieval/index';
import type { EvidenceUnit } from './evidence.ts';
import { factSlots } from './fact-slots.ts';
import { gramShare, letterGrams } from './letter-grams.ts';
import type { AnalysedQuestion } from './question-terms.ts';
import { hasKin } from './term-kin.ts';
import { type FeatureRow, UNIT_FEATURES } from './unit-features.ts';

export const SUFFICIENCY_FEATURES = [
  /** Of the best piece: its coverage, and that with its neighbours. */
  'coverage',
  'inContext',
  /** What its whole passage with headings holds. */
  'passage',
  /** Runs of letters of the question's words that the piece, and that its passage holds. */
  'letters',
  'lettersPassage',
  /** It brings something of the kind asked for, or it does not although a fact is asked for. */
  'fits',
  'lacks',
  /** Share of the question's names, numbers and dates in the passage; 1 when it has none. */
  'named',
  /** Weight of the heaviest term of the question that the passage lacks. */
  'heaviestMissing',
  /** Share of the question's weight in terms that no passage found holds. */
  'nowhere',
  /** Probability of the best piece among all. */
  'leads',
  /** Logarithm of the number of terms asked for. */
  'asked',
] as const;

export interface RankedUnit {
  readonly unit: EvidenceUnit;
  readonly features: FeatureRow;
  /** Among all pieces; adds up to 1. */
  readonly probability: number;
}

export function sufficiencyFeatures(
  question: AnalysedQuestion,
  passages: readonly Passage[],
  ranked: readonly RankedUnit[],
): FeatureRow {
  const [best] = ranked;
  const passage = passages[best?.unit.passage ?? 0];
  if (!best || !passage) return SUFFICIENCY_FEATURES.map(() => 0);
  const feature = (name: (typeof UNIT_FEATURES)[number]) => best.features[UNIT_FEATURES.indexOf(name)] ?? 0;
  const { weights, total } = question.readings[passage.language];
  const headings = [passage.title, ...passage.headings].join('\n');
  const held = termsOf(`${headings}\n${passage.text}`, passage.language);
  const all = new Set(ranked.flatMap(({ unit }) => [...unit.terms]));
  const missing = [...weights].filter(([term]) => !held.has(term) && !hasKin(held, term));
  const nowhere = [...weights].filter(([term]) => !all.has(term) && !hasKin(all, term) && !held.has(term));
  const letters = contentGrams(question);
  return [
    feature('coverage'),
    feature('coverage') + feature('before') + feature('after'),
    feature('passage'),
    gramShare(letters, best.unit.grams),
    gramShare(letters, letterGrams(`${headings}\n${passage.text}`)),
    feature('fits'),
    feature('lacks'),
    namedShare(question, passage),
    Math.max(0, ...missing.map(([, weight]) => weight)),
    total === 0 ? 1 : nowhere.reduce((sum, [, weight]) => sum + weight, 0) / total,
    best.probability,
    Math.log1p(weights.size) / 3,
  ];
}

function termsOf(text: string, language: Passage['language']): ReadonlySet<string> {
  return new Set(analyse(text, language).map(({ term }) => term));
}

/** Runs of letters of the question without its function words, all of one weight. */
function contentGrams(question: AnalysedQuestion): ReadonlyMap<string, number> {
  const words = tokenise(question.text).filter(({ text }) => !isStopWord(text, question.language));
  return new Map(Array.from(letterGrams(words.map(({ text }) => text).join(' ')), (gram) => [gram, 1]));
}

function namedShare(question: AnalysedQuestion, passage: Passage): number {
  if (question.slots.length === 0) return 1;
  const text = `${passage.title}\n${passage.headings.join('\n')}\n${passage.text}`;
  const keys = new Set(factSlots(text, passage.language).map(({ key }) => key));
  const words = new Set(foldAccents(text.toLowerCase()).match(/[\p{L}\p{N}]+/gu) ?? []);
  const found = question.slots.filter(({ key }) => keys.has(key) || words.has(key));
  return found.length / question.slots.length;
}
