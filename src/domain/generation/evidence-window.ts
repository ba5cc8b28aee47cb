/** Where in a passage a statement finds its words: a run of at most three sentences. */

import { analyse, splitSentences } from '#domain/language/index';
import type { Passage } from '#domain/retrieval/index';
import { factKeys } from './fact-slots.ts';
import { hasKin } from './term-kin.ts';

export interface EvidenceSentence {
  /** Half-open UTF-16 range in the passage's text. */
  readonly start: number;
  readonly end: number;
  /** Index terms, and the keys of facts. */
  readonly terms: ReadonlySet<string>;
}

/** A passage prepared once for checking many statements. */
export interface CheckedPassage {
  readonly passage: Passage;
  readonly sentences: readonly EvidenceSentence[];
  /** Terms of title and headings: they name what the text is about. */
  readonly heading: ReadonlySet<string>;
}

export interface EvidenceWindow {
  readonly passage: CheckedPassage;
  readonly start: number;
  readonly end: number;
  /** Share of the statement's weight that the window holds, 0 to 1. */
  readonly containment: number;
}

export function prepareForCheck(passage: Passage): CheckedPassage {
  const terms = (text: string) => new Set(analyse(text, passage.language).map(({ term }) => term));
  return {
    passage,
    sentences: splitSentences(passage.text, passage.language).map(({ start, end }) => ({
      start,
      end,
      terms: new Set([
        ...terms(passage.text.slice(start, end)),
        ...factKeys(passage.text.slice(start, end), passage.language),
      ]),
    })),
    heading: terms([passage.title, ...passage.headings].join('\n')),
  };
}

/** Weight of each term: rare among the sentences of the passages at hand weighs more, absent from them most. */
export function termWeights(passages: readonly CheckedPassage[], terms: Iterable<string>): ReadonlyMap<string, number> {
  const sentences = passages.flatMap((passage) => passage.sentences);
  return new Map(
    Array.from(terms, (term) => {
      const holding = sentences.filter((sentence) => sentence.terms.has(term)).length;
      return [term, Math.log(1 + (sentences.length + 1) / (holding + 0.5))];
    }),
  );
}

const LONGEST_WINDOW = 3;
/** A longer window must hold this much more of the statement than a shorter one. */
const WORTH_A_SENTENCE = 0.05;

/** The best window of a passage; shorter ones win unless a longer one holds clearly more. */
export function bestWindow(passage: CheckedPassage, weights: ReadonlyMap<string, number>): EvidenceWindow | null {
  let best: EvidenceWindow | null = null;
  for (let length = 1; length <= LONGEST_WINDOW; length += 1) {
    const margin = best === null ? 0 : WORTH_A_SENTENCE;
    for (let first = 0; first + length <= passage.sentences.length; first += 1) {
      const run = passage.sentences.slice(first, first + length);
      const containment = heldShare(weights, (term) => run.some((sentence) => has(sentence.terms, term)));
      const limit: number = best?.containment ?? -1;
      const wins =
        best === null || (length === spanLength(passage, best) ? containment > limit : containment > limit + margin);
      if (wins) best = { passage, start: run[0]?.start ?? 0, end: run.at(-1)?.end ?? 0, containment };
    }
  }
  return best;
}

function spanLength(passage: CheckedPassage, window: EvidenceWindow): number {
  return passage.sentences.filter(({ start, end }) => start >= window.start && end <= window.end).length;
}

/** Share of the weight for which `held` is true or partly true. */
export function heldShare(weights: ReadonlyMap<string, number>, held: (term: string) => number | boolean): number {
  let all = 0;
  let found = 0;
  for (const [term, weight] of weights) {
    all += weight;
    found += weight * Number(held(term));
  }
  return all === 0 ? 0 : found / all;
}

function has(terms: ReadonlySet<string>, term: string): boolean {
  return terms.has(term) || hasKin(terms, term);
}
