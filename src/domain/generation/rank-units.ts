/** Orders the quotable pieces by the probability that they hold the answer. */

import type { Passage } from '#domain/retrieval/index';
import { evidenceUnits } from './evidence.ts';
import { RANKING_WEIGHTS } from './extractive-weights.ts';
import type { AnalysedQuestion } from './question-terms.ts';
import type { RankedUnit } from './sufficiency-features.ts';
import { type FeatureRow, UNIT_FEATURES, unitFeatures } from './unit-features.ts';

const WEIGHTS = UNIT_FEATURES.map((name) => RANKING_WEIGHTS[name]);

/** Best first; equal ones in reading order. */
export function rankUnits(question: AnalysedQuestion, passages: readonly Passage[]): readonly RankedUnit[] {
  const units = evidenceUnits(passages);
  const rows = unitFeatures(question, passages, units);
  const candidates = units.flatMap((unit, index) => {
    const features = rows[index] ?? [];
    return unit.quotable ? [{ unit, features, score: dot(features, WEIGHTS) }] : [];
  });
  const highest = Math.max(...candidates.map(({ score }) => score));
  const total = candidates.reduce((sum, { score }) => sum + Math.exp(score - highest), 0);
  return candidates
    .sort((left, right) => right.score - left.score)
    .map(({ unit, features, score }) => ({ unit, features, probability: Math.exp(score - highest) / total }));
}

export function dot(features: FeatureRow, weights: readonly number[]): number {
  return features.reduce((sum, feature, index) => sum + feature * (weights[index] ?? 0), 0);
}
