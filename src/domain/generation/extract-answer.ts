/**
 * The answerer that needs no model: one or two of the documents' own sentences, quoted, or the admission that what was
 * found does not answer.
 */

import type { Passage } from '#domain/retrieval/index';
import type { Statement } from './answer.ts';
import { citeRange } from './cite.ts';
import type { EvidenceUnit } from './evidence.ts';
import { ENOUGH, SUFFICIENCY_BIAS, SUFFICIENCY_WEIGHTS } from './extractive-weights.ts';
import type { AnalysedQuestion } from './question-terms.ts';
import { dot, rankUnits } from './rank-units.ts';
import { type RankedUnit, SUFFICIENCY_FEATURES, sufficiencyFeatures } from './sufficiency-features.ts';

export interface ExtractedAnswer {
  /** Empty when the evidence is insufficient. */
  readonly statements: readonly Statement[];
  /** Probability that the passages answer the question at all, 0 to 1. */
  readonly sufficiency: number;
  /** The best pieces with their probabilities, for the trace. */
  readonly ranked: readonly RankedUnit[];
}

/** A second sentence is quoted unless the first holds the answer with this probability, and only if it may hold it. */
const CERTAIN = 0.95;
const POSSIBLE = 0.02;

const WEIGHTS = SUFFICIENCY_FEATURES.map((name) => SUFFICIENCY_WEIGHTS[name]);

export function extractAnswer(question: AnalysedQuestion, passages: readonly Passage[]): ExtractedAnswer {
  const ranked = rankUnits(question, passages);
  const logit = dot(sufficiencyFeatures(question, passages, ranked), WEIGHTS) + SUFFICIENCY_BIAS;
  const sufficiency = ranked.length === 0 ? 0 : 1 / (1 + Math.exp(-logit));
  const statements = sufficiency < ENOUGH ? [] : quote(passages, chooseUnits(ranked));
  return { statements, sufficiency, ranked };
}

/** The best piece, and the next one that says something else when the best is not certain. */
export function chooseUnits(ranked: readonly RankedUnit[]): readonly EvidenceUnit[] {
  const [best] = ranked;
  if (!best) return [];
  if (best.probability >= CERTAIN) return [best.unit];
  const second = ranked.slice(1).find(({ unit }) => !sameWords(unit, best.unit));
  return second && second.probability >= POSSIBLE ? [best.unit, second.unit] : [best.unit];
}

function sameWords(left: EvidenceUnit, right: EvidenceUnit): boolean {
  return left.terms.size === right.terms.size && [...left.terms].every((term) => right.terms.has(term));
}

/** In reading order inside a passage, the better passage first; neighbours become one quotation. */
function quote(passages: readonly Passage[], units: readonly EvidenceUnit[]): readonly Statement[] {
  const [first, second] = units;
  if (!first) return [];
  if (!second) return [statement(passages, first, first.start, first.end)];
  if (first.passage !== second.passage) {
    return [statement(passages, first, first.start, first.end), statement(passages, second, second.start, second.end)];
  }
  const [early, late] = first.start < second.start ? [first, second] : [second, first];
  if (late.position === early.position + 1) return [statement(passages, early, early.start, late.end)];
  return [statement(passages, early, early.start, early.end), statement(passages, late, late.start, late.end)];
}

function statement(passages: readonly Passage[], unit: EvidenceUnit, start: number, end: number): Statement {
  const passage = passages[unit.passage];
  if (!passage) throw new RangeError('a quoted piece names a passage that is not there');
  const citation = citeRange(passage, start, end);
  return { text: citation.quote.replace(/\s+/gu, ' ').trim(), support: 'quoted', citations: [citation] };
}
