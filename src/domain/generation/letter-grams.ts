/** Runs of five letters across words: what word forms of one family and misspellings still share. */

import { foldAccents } from '#domain/language/index';

const LENGTH = 5;

export function letterGrams(text: string): ReadonlySet<string> {
  const letters = ` ${foldAccents(text.toLowerCase())
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
  const grams = new Set<string>();
  for (let at = 0; at + LENGTH <= letters.length; at += 1) grams.add(letters.slice(at, at + LENGTH));
  return grams;
}

/**
 * The question's runs, each weighted by how few of the texts hold it; those that none holds weigh nothing, because
 * they tell the texts apart in no way.
 */
export function gramWeights(question: string, texts: readonly ReadonlySet<string>[]): ReadonlyMap<string, number> {
  const frequencies = new Map<string, number>();
  const asked = letterGrams(question);
  for (const grams of texts)
    for (const gram of grams) if (asked.has(gram)) frequencies.set(gram, (frequencies.get(gram) ?? 0) + 1);
  return new Map(
    Array.from(frequencies, ([gram, frequency]) => [gram, Math.log((texts.length + 1) / (frequency + 0.5))]),
  );
}

/** Share of the weight that the texts together hold, 0 to 1. */
export function gramShare(weights: ReadonlyMap<string, number>, ...texts: readonly ReadonlySet<string>[]): number {
  let held = 0;
  let total = 0;
  for (const [gram, weight] of weights) {
    total += weight;
    if (texts.some((grams) => grams.has(gram))) held += weight;
  }
  return total === 0 ? 0 : held / total;
}
