/** The words that a search looked for, as its trace tells them. */

import type { TraceStage } from '../../lib/api-types.ts';

function termOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null && 'term' in value && typeof value.term === 'string')
    return value.term;
  return null;
}

export function searchedTerms(trace: readonly TraceStage[]): readonly string[] {
  const listed = trace.find(({ facts }) => Array.isArray(facts.terms))?.facts.terms;
  if (!Array.isArray(listed)) return [];
  const terms = listed.map(termOf).filter((term) => term !== null);
  return [...new Set(terms)];
}
