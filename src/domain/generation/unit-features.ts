/** Evidence, as numbers, that a quotable piece holds the answer. */

import { analyse } from '#domain/language/index';
import type { Passage } from '#domain/retrieval/index';
import { answerKind } from './answer-kind.ts';
import { coverage, weightedShare } from './coverage.ts';
import type { EvidenceUnit } from './evidence.ts';
import { gramShare, gramWeights } from './letter-grams.ts';
import type { AnalysedQuestion } from './question-terms.ts';

export const UNIT_FEATURES = [
  /** Share of the question's weight that the piece holds. */
  'coverage',
  /** That share relative to the best piece of all. */
  'relative',
  /** Share by weights that tell the pieces at hand apart. */
  'telling',
  /** The same by runs of letters. */
  'letters',
  /** What the two pieces before add to coverage and to letters. */
  'before',
  'lettersBefore',
  /** What the piece after adds to coverage. */
  'after',
  /** What the whole passage with its headings holds, by coverage and by letters. */
  'passage',
  'lettersPassage',
  /** Score of the passage relative to the best. */
  'score',
  /** It brings something of the kind asked for, or it does not although a fact is asked for. */
  'fits',
  'lacks',
  /** The opening of a passage. */
  'opening',
  /** Logarithm of the number of terms: a long piece holds much, and says little about it. */
  'length',
] as const;

export type FeatureRow = readonly number[];

/** One row for each unit, columns as in `UNIT_FEATURES`, each about 0 to 1. */
export function unitFeatures(
  question: AnalysedQuestion,
  passages: readonly Passage[],
  units: readonly EvidenceUnit[],
): readonly FeatureRow[] {
  const letters = gramWeights(
    question.text,
    units.map(({ grams }) => grams),
  );
  const telling = { es: tellingWeights(question, 'es', units), en: tellingWeights(question, 'en', units) };
  const wholes = passages.map((passage, index) => whole(question, passage, units, index, letters));
  const top = Math.max(1e-9, ...passages.map(({ score }) => score));
  const covered = units.map((unit) => coverage(question.readings[languageOf(passages, unit)], unit.terms));
  const best = Math.max(1e-9, ...covered);
  return units.map((unit, index) => {
    const language = languageOf(passages, unit);
    const asked = question.readings[language];
    const sibling = (position: number) => units[index + position - unit.position];
    const before = unit.context.map(sibling).filter((other) => other?.passage === unit.passage);
    const contextGrams = before.flatMap((other) => (other ? [other.grams] : []));
    const after = units[index + 1]?.passage === unit.passage ? units[index + 1] : undefined;
    const own = covered[index] ?? 0;
    const ownLetters = gramShare(letters, unit.grams);
    const kind = answerKind(question, unit.text, language);
    return [
      own,
      own / best,
      weightedShare(telling[language], unit.terms),
      ownLetters,
      coverage(asked, union(unit, ...before)) - own,
      gramShare(letters, unit.grams, ...contextGrams) - ownLetters,
      coverage(asked, union(unit, after)) - own,
      wholes[unit.passage]?.coverage ?? 0,
      wholes[unit.passage]?.letters ?? 0,
      (passages[unit.passage]?.score ?? 0) / top,
      kind === 'fits' ? 1 : 0,
      kind === 'lacks' ? 1 : 0,
      unit.position === 0 ? 1 : 0,
      Math.log1p(unit.terms.size) / 4,
    ];
  });
}

function languageOf(passages: readonly Passage[], unit: EvidenceUnit): Passage['language'] {
  return passages[unit.passage]?.language ?? 'es';
}

function union(...units: readonly (EvidenceUnit | undefined)[]): ReadonlySet<string> {
  return new Set(units.flatMap((unit) => (unit ? [...unit.terms] : [])));
}

/** A term of the question that few of the pieces hold tells them apart. */
function tellingWeights(
  question: AnalysedQuestion,
  language: Passage['language'],
  units: readonly EvidenceUnit[],
): ReadonlyMap<string, number> {
  return new Map(
    Array.from(question.readings[language].weights.keys(), (term) => {
      const holding = units.filter(({ terms }) => terms.has(term)).length;
      return [term, Math.log((units.length + 1) / (holding + 0.5))];
    }),
  );
}

function whole(
  question: AnalysedQuestion,
  passage: Passage,
  units: readonly EvidenceUnit[],
  index: number,
  letters: ReadonlyMap<string, number>,
): { coverage: number; letters: number } {
  const own = units.filter((unit) => unit.passage === index);
  const headings = analyse([passage.title, ...passage.headings].join('\n'), passage.language);
  const terms = new Set([...headings.map(({ term }) => term), ...union(...own)]);
  return {
    coverage: coverage(question.readings[passage.language], terms),
    letters: gramShare(letters, ...own.map(({ grams }) => grams)),
  };
}
