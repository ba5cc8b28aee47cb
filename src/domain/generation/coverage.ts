/** How much of a question's weight some terms hold. */

import type { QuestionReading } from './question-terms.ts';
import { hasKin } from './term-kin.ts';

/** What a word of the same family counts, where the word itself counts 1. */
const KIN = 0.6;

/** Share of the question's weight, 0 to 1. */
export function coverage(question: QuestionReading, terms: ReadonlySet<string>): number {
  if (question.total === 0) return 0;
  let held = 0;
  for (const [term, weight] of question.weights) held += weight * match(term, terms);
  return held / question.total;
}

/** The same with other weights, which need not add up to anything. */
export function weightedShare(weights: ReadonlyMap<string, number>, terms: ReadonlySet<string>): number {
  let held = 0;
  let total = 0;
  for (const [term, weight] of weights) {
    total += weight;
    held += weight * match(term, terms);
  }
  return total === 0 ? 0 : held / total;
}

function match(term: string, terms: ReadonlySet<string>): number {
  if (terms.has(term)) return 1;
  return hasKin(terms, term) ? KIN : 0;
}
