/**
 * The level 0 support checker: deterministic, no model. A statement is supported when the best few sentences of what
 * it cites hold enough of its words by weight, every number, date and name in it, and deny the same things.
 */

import { analyse, foldAccents } from '#domain/language/index';
import type { Language } from '#kernel/language';
import { contradicts } from './contradiction.ts';
import { bestWindow, type CheckedPassage, type EvidenceWindow, heldShare, termWeights } from './evidence-window.ts';
import { type FactSlot, factSlots } from './fact-slots.ts';
import { deniesOtherwise } from './negation.ts';
import { factsSwapped } from './swapped-facts.ts';
import { hasKin } from './term-kin.ts';

/** Name and version of the checker and of the threshold in it. */
export const SUPPORT_CHECKER = 'support@1';

/** Least share of a statement's weight that its evidence must hold; how it was fixed is printed by the answers benchmark. */
export const CONTAINMENT_THRESHOLD = 0.7;

export type SupportFailure =
  | 'no-citation'
  | 'no-words'
  | 'containment'
  | 'number'
  | 'name'
  | 'negation'
  | 'contradiction'
  | 'swapped';

export interface SupportCheck {
  /** Null when supported. */
  readonly failure: SupportFailure | null;
  readonly containment: number;
  /** The narrowest evidence found, at most one window of each cited passage; empty when there is none at all. */
  readonly windows: readonly EvidenceWindow[];
}

/**
 * @param cited the passages that the statement points to
 * @param known all passages at hand: term weights are taken over them
 */
export function checkSupport(
  statement: string,
  language: Language,
  cited: readonly CheckedPassage[],
  known: readonly CheckedPassage[],
  threshold = CONTAINMENT_THRESHOLD,
): SupportCheck {
  if (cited.length === 0) return { failure: 'no-citation', containment: 0, windows: [] };
  const terms = new Set(analyse(statement, language).map(({ term }) => term));
  if (terms.size === 0) return { failure: 'no-words', containment: 0, windows: [] };
  const weights = termWeights(known, terms);
  const found = cited
    .map((passage) => bestWindow(passage, weights))
    .filter((window) => window !== null)
    .sort((left, right) => right.containment - left.containment);
  let last: SupportCheck = { failure: 'containment', containment: 0, windows: [] };
  for (const windows of [found.slice(0, 1), ...found.slice(1).map((window) => [window]), useful(found, weights)]) {
    if (windows.length === 0) continue;
    const check = checkAgainst(statement, language, windows, weights, threshold);
    if (check.failure === null) return check;
    if (check.containment > last.containment) last = check;
  }
  return last;
}

function checkAgainst(
  statement: string,
  language: Language,
  windows: readonly EvidenceWindow[],
  weights: ReadonlyMap<string, number>,
  threshold: number,
): SupportCheck {
  const texts = windows.map(({ passage, start, end }) => passage.passage.text.slice(start, end));
  const evidence = texts.join('\n');
  const known = factKeys(evidence, windows);
  const facts = factSlots(statement, language);
  const holds = termHolder(windows, language);
  const headed = (term: string) => holds(term) || windows.some(({ passage }) => passage.heading.has(term));
  const containment = heldShare(weights, headed);
  const result = (failure: SupportFailure | null): SupportCheck => ({ failure, containment, windows });
  if (containment < threshold) return result('containment');
  const missing = facts.find((fact) => !known.has(keyOf(fact)) && !heldName(fact, language, headed));
  if (missing) return result(missing.kind === 'name' || missing.kind === 'code' ? 'name' : 'number');
  if (deniesOtherwise(statement, evidence, language)) return result('negation');
  if (contradicts(statement, evidence, language)) return result('contradiction');
  const movable = new Set(facts.filter(({ kind }) => ['name', 'number', 'code'].includes(kind)).map(({ key }) => key));
  return result(factsSwapped(statement, evidence, movable, language) ? 'swapped' : null);
}

/** Windows of further passages count only for what they add. */
function useful(windows: readonly EvidenceWindow[], weights: ReadonlyMap<string, number>): readonly EvidenceWindow[] {
  const kept: EvidenceWindow[] = [];
  let share = 0;
  for (const window of windows.slice(0, 3)) {
    const more = heldShare(weights, termHolder([...kept, window], window.passage.passage.language));
    if (kept.length > 0 && more <= share + 0.01) continue;
    kept.push(window);
    share = more;
  }
  return kept.length > 1 ? kept : [];
}

function termHolder(windows: readonly EvidenceWindow[], language: Language): (term: string) => boolean {
  const terms = new Set(
    windows.flatMap(({ passage, start, end }) =>
      analyse(passage.passage.text.slice(start, end), language).map(({ term }) => term),
    ),
  );
  return (term) => terms.has(term) || hasKin(terms, term);
}

function factKeys(evidence: string, windows: readonly EvidenceWindow[]): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const { passage, start, end } of windows) {
    const { text, title, headings, language } = passage.passage;
    for (const slot of factSlots(text.slice(start, end), language)) keys.add(keyOf(slot));
    for (const slot of factSlots([title, ...headings].join('\n'), language)) keys.add(keyOf(slot));
  }
  for (const word of foldAccents(evidence.toLowerCase()).match(/[\p{L}\p{N}]+/gu) ?? []) keys.add(`name ${word}`);
  return keys;
}

function keyOf({ kind, key }: FactSlot): string {
  return `${kind} ${key}`;
}

/** A name may be inflected, or stand in the headings. */
function heldName(fact: FactSlot, language: Language, headed: (term: string) => boolean): boolean {
  if (fact.kind !== 'name') return false;
  const terms = analyse(fact.key, language);
  return terms.length === 0 || terms.every(({ term }) => headed(term));
}
