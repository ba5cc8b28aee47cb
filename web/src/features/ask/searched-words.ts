/** The words that a search looked for, as its trace tells them, in the spelling of the question. */

import type { TraceStage } from '../../lib/api-types.ts';

interface Term {
  readonly term: string;
  readonly weight: number;
}

function termOf(value: unknown): Term | null {
  if (typeof value === 'string') return { term: value, weight: 1 };
  if (typeof value !== 'object' || value === null || !('term' in value) || typeof value.term !== 'string') return null;
  return { term: value.term, weight: 'weight' in value && typeof value.weight === 'number' ? value.weight : 1 };
}

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();
}

/** Terms are stems; a stem is shown as the word of the question that begins with it. Lesser variants are left out. */
export function searchedWords(question: string, trace: readonly TraceStage[]): readonly string[] {
  const listed = trace.find(({ facts }) => Array.isArray(facts.terms))?.facts.terms;
  if (!Array.isArray(listed)) return [];
  const words = question.match(/[\p{L}\p{N}][\p{L}\p{N}\p{Mark}-]*/gu) ?? [];
  const shown = listed
    .map(termOf)
    .filter((term) => term !== null && term.weight >= 1)
    .map((term) => words.find((word) => fold(word).startsWith(fold(term?.term ?? ''))) ?? term?.term ?? '');
  return [...new Set(shown)].filter((word) => word !== '');
}
