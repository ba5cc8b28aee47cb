/**
 * The few numbers of the extractive answerer, fitted by `bench/fit-answers.ts` on three public question sets at once
 * (XQuAD in Spanish and English, SQuAD-es v2), one setting for all; that script prints what they give on articles left
 * out of fitting. Each weight belongs to the feature of the same place.
 */

import type { SUFFICIENCY_FEATURES } from './sufficiency-features.ts';
import type { UNIT_FEATURES } from './unit-features.ts';

/** Softmax over all quotable pieces found for a question. */
export const RANKING_WEIGHTS: Readonly<Record<(typeof UNIT_FEATURES)[number], number>> = {
  coverage: 2.05,
  relative: 1.98,
  telling: 2.03,
  letters: 3.52,
  before: 2.7,
  lettersBefore: 0.98,
  after: 1.96,
  passage: 1.45,
  lettersPassage: 1.8,
  score: 2.06,
  fits: 1.27,
  lacks: -0.66,
  opening: 0.34,
  length: -1.5,
};

/** Log odds that what was found answers the question at all. */
export const SUFFICIENCY_WEIGHTS: Readonly<Record<(typeof SUFFICIENCY_FEATURES)[number], number>> = {
  coverage: 2.3,
  inContext: 2.51,
  passage: 1.91,
  letters: 2.61,
  lettersPassage: 3.08,
  fits: -0.37,
  lacks: -0.94,
  named: 0.88,
  heaviestMissing: -0.34,
  nowhere: -0.82,
  leads: -0.33,
  asked: 2.93,
};
export const SUFFICIENCY_BIAS = -6.657;

/**
 * Least probability at which an answer is given. Below one half, because both wrongs are not alike: a quotation that
 * misses shows for itself, an answer withheld does not.
 */
export const ENOUGH = 0.375;
