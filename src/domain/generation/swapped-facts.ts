/** Whether a statement says the evidence's facts of each other's subjects: *Ana paid Luis* as *Luis paid Ana*. */

import { foldAccents, isStopWord, tokenise } from '#domain/language/index';
import type { Language } from '#kernel/language';

/** A passive turns the order of the persons around without changing what is said. */
const PASSIVE = /\b(?:por|by)\b/iu;

interface Place {
  /** Key of the fact or folded word. */
  readonly key: string;
  readonly fact: boolean;
}

/** @param facts folded words that are names or numbers in either text */
export function factsSwapped(
  statement: string,
  evidence: string,
  facts: ReadonlySet<string>,
  language: Language,
): boolean {
  return inAnothersFrame(statement, evidence, facts, language) || exchanged(statement, evidence, facts);
}

/**
 * Between the same two words the evidence always has another fact, and the statement's fact stands elsewhere in it.
 */
function inAnothersFrame(statement: string, evidence: string, facts: ReadonlySet<string>, language: Language): boolean {
  const known = places(evidence, facts).map(({ key }) => key);
  const said = places(statement, facts);
  return said.some(({ key, fact }, index) => {
    const before = said[index - 1]?.key;
    const after = said[index + 1]?.key;
    if (!fact || before === undefined || after === undefined || !known.includes(key)) return false;
    if (isStopWord(before, language) && isStopWord(after, language)) return false;
    const framed = known.filter((_, at) => known[at - 1] === before && known[at + 1] === after);
    return framed.length > 0 && !framed.includes(key) && framed.every((other) => facts.has(other));
  });
}

/**
 * Lines up the words that statement and evidence share, once each. When exchanging exactly two facts of the
 * statement would put all shared words into the evidence's order, and as they stand they are not, they were swapped.
 */
function exchanged(statement: string, evidence: string, facts: ReadonlySet<string>): boolean {
  const passives = [statement, evidence].map((text) => PASSIVE.test(text));
  if (passives[0] !== passives[1]) return false;
  const said = places(statement, facts);
  const known = places(evidence, facts);
  const order = new Map<string, number>();
  for (const [index, place] of known.entries()) if (!order.has(place.key)) order.set(place.key, index);
  const counts = new Map<string, number>();
  for (const { key } of known) counts.set(key, (counts.get(key) ?? 0) + 1);
  const shared = said.filter(({ key }) => counts.get(key) === 1);
  const ranks = shared.map(({ key }) => order.get(key) ?? 0);
  const disorder = inversions(ranks);
  if (disorder === 0 || shared.length < 3) return false;
  const movable = shared.flatMap(({ fact }, index) => (fact ? [index] : []));
  for (const [at, left] of movable.entries()) {
    for (const right of movable.slice(at + 1)) {
      if ((ranks[left] ?? 0) < (ranks[right] ?? 0)) continue;
      const turned = ranks.with(left, ranks[right] ?? 0).with(right, ranks[left] ?? 0);
      if (inversions(turned) === 0 && right - left > 1) return true;
    }
  }
  return false;
}

function places(text: string, facts: ReadonlySet<string>): readonly Place[] {
  return tokenise(text)
    .filter(({ kind, text: word }) => kind !== 'sign' && (word.length > 1 || /\d/.test(word)))
    .map((token) => {
      const key = foldAccents(token.text.toLowerCase());
      return { key, fact: facts.has(key) };
    });
}

function inversions(ranks: readonly number[]): number {
  let count = 0;
  for (const [index, rank] of ranks.entries()) for (const later of ranks.slice(index + 1)) if (later < rank) count += 1;
  return count;
}
