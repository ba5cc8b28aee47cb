/**
 * The level 0 support checker: deterministic, no model. A statement is supported when the best few sentences of what
 * it cites hold enough of its words by weight, every number, date and name in it, and deny the same things.
 */

import { analyse, foldAccents } from '#domain/language/index';
import type { Language } from '#kernel/language';
import { contradicts } from './contradiction.ts';
import { bestWindow, type CheckedPassage, type EvidenceWindow, heldShare, termWeights } from './evidence-window.ts';
import { type FactSlot, factKeys, factSlots, keyOf } from './fact-slots.ts';
import { deniesOtherwise } from './negation.ts';
import { factsSwapped } from './swapped-facts.ts';
import { hasKin } from './term-kin.ts';

/** Name and version of the checker and of the threshold in it. */
export const SUPPORT_CHECKER = 'support@1';

/** Least share of a statement's weight that its evidence must hold; how it was fixed is printed by the answers benchmark. */
export const CONTAINMENT_THRESHOLD = 0.55;

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
  const said = readStatement(statement, language);
  if (said.words.size === 0 && said.facts.length === 0) return { failure: 'no-words', containment: 0, windows: [] };
  const weights = termWeights(known, [...said.words, ...said.facts.map(keyOf)]);
  const found = cited
    .map((passage) => bestWindow(passage, weights))
    .filter((window) => window !== null)
    .sort((left, right) => right.containment - left.containment);
  let last: SupportCheck = { failure: 'containment', containment: 0, windows: [] };
  for (const windows of [found.slice(0, 1), ...found.slice(1).map((window) => [window]), useful(found, weights)]) {
    if (windows.length === 0) continue;
    const check = checkAgainst(said, windows, weights, threshold);
    if (check.failure === null) return check;
    if (check.containment > last.containment) last = check;
  }
  return last;
}

interface ReadStatement {
  readonly text: string;
  readonly language: Language;
  readonly facts: readonly FactSlot[];
  /** Index terms outside of the facts, which are checked one by one. */
  readonly words: ReadonlySet<string>;
}

function readStatement(text: string, language: Language): ReadStatement {
  const facts = factSlots(text, language);
  const words = analyse(text, language).filter(
    (term) => !facts.some(({ start, end }) => term.start >= start && term.end <= end),
  );
  return { text, language, facts, words: new Set(words.map(({ term }) => term)) };
}

function checkAgainst(
  { text, language, facts, words }: ReadStatement,
  windows: readonly EvidenceWindow[],
  weights: ReadonlyMap<string, number>,
  threshold: number,
): SupportCheck {
  const evidence = windows.map(({ passage, start, end }) => passage.passage.text.slice(start, end)).join('\n');
  const known = knownKeys(evidence, windows);
  const holds = termHolder(windows, language);
  const headed = (term: string) => holds(term) || windows.some(({ passage }) => passage.heading.has(term));
  const plain = new Map([...weights].filter(([term]) => words.has(term)));
  const containment = plain.size === 0 ? 1 : heldShare(plain, headed);
  const result = (failure: SupportFailure | null): SupportCheck => ({ failure, containment, windows });
  if (containment < threshold) return result('containment');
  const missing = facts.find((fact) => !known.has(keyOf(fact)) && !heldName(fact, language, headed));
  if (missing) return result(missing.kind === 'name' || missing.kind === 'code' ? 'name' : 'number');
  if (deniesOtherwise(text, evidence, language)) return result('negation');
  if (contradicts(text, evidence, language)) return result('contradiction');
  const movable = [...facts, ...factSlots(evidence, language)].filter(({ kind }) => MOVABLE.has(kind));
  const swapped = factsSwapped(text, evidence, new Set(movable.map(({ key }) => key)), language);
  return result(swapped ? 'swapped' : null);
}

/** Facts that can be exchanged with one another. */
const MOVABLE: ReadonlySet<string> = new Set(['name', 'number', 'code']);

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
    windows.flatMap(({ passage, start, end }) => [
      ...analyse(passage.passage.text.slice(start, end), language).map(({ term }) => term),
      ...factKeys(passage.passage.text.slice(start, end), language),
    ]),
  );
  return (term) => terms.has(term) || hasKin(terms, term);
}

function knownKeys(evidence: string, windows: readonly EvidenceWindow[]): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const { passage, start, end } of windows) {
    const { text, title, headings, language } = passage.passage;
    for (const key of factKeys(text.slice(start, end), language)) keys.add(key);
    for (const key of factKeys([title, ...headings].join('\n'), language)) keys.add(key);
  }
  for (const word of foldAccents(evidence.toLowerCase()).match(/[\p{L}\p{N}]+/gu) ?? []) keys.add(`name ${word}`);
  return keys;
}

/** A name may be inflected, or stand in the headings. */
function heldName(fact: FactSlot, language: Language, headed: (term: string) => boolean): boolean {
  if (fact.kind !== 'name') return false;
  const terms = analyse(fact.key, language);
  return terms.length === 0 || terms.every(({ term }) => headed(term));
}
