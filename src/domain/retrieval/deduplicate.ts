import { foldAccents, tokenise } from '#domain/language/index';

/** Share of three-word sequences in common from which two texts say the same. */
const SAME = 0.92;
const SHINGLE = 3;
/** Shorter texts are only the same when every word is. */
const SHORTEST = 20;
/** Words that turn a statement into its opposite. */
const NEGATIONS = new Set(
  'no not never nunca jamas sin without ni nor ningun ninguna ninguno except excepto salvo'.split(' '),
);

interface Print {
  readonly words: string;
  readonly count: number;
  readonly shingles: ReadonlySet<string>;
  /** Numbers, codes and negations: texts that differ in these do not say the same, however alike they are. */
  readonly facts: string;
}

/**
 * Drops every text that says the same as one before it: the same words, or nearly all word sequences in common and
 * the same numbers and negations. Two versions of a rule that differ in a figure both stay.
 */
export function deduplicate<T extends { readonly text: string }>(
  ranked: readonly T[],
): { readonly kept: readonly T[]; readonly dropped: number } {
  const kept: T[] = [];
  const prints: Print[] = [];
  for (const item of ranked) {
    const print = printOf(item.text);
    if (prints.some((other) => saysTheSame(other, print))) continue;
    prints.push(print);
    kept.push(item);
  }
  return { kept, dropped: ranked.length - kept.length };
}

function printOf(text: string): Print {
  const tokens = tokenise(text).filter((token) => token.kind !== 'sign');
  const words = tokens.map((token) => foldAccents(token.text.toLowerCase()));
  const shingles = new Set<string>();
  for (let at = 0; at + SHINGLE <= words.length; at += 1) shingles.add(words.slice(at, at + SHINGLE).join(' '));
  const facts = words.filter((word, index) => tokens[index]?.kind !== 'word' || NEGATIONS.has(word)).join(' ');
  return { words: words.join(' '), count: words.length, shingles, facts };
}

function saysTheSame(left: Print, right: Print): boolean {
  if (left.words === right.words) return true;
  if (left.facts !== right.facts || Math.min(left.count, right.count) < SHORTEST) return false;
  const [fewer, more] = left.shingles.size < right.shingles.size ? [left, right] : [right, left];
  if (fewer.shingles.size < SAME * more.shingles.size) return false;
  let common = 0;
  for (const shingle of fewer.shingles) if (more.shingles.has(shingle)) common += 1;
  return common >= SAME * (fewer.shingles.size + more.shingles.size - common);
}
