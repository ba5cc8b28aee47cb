/** Words broken at the end of a line, in Spanish and English. */

const BROKEN = /([\p{L}]+)[-\u2010\u00ad]$/u;
const WORD = /[\p{L}]+(?:[-\u2010][\p{L}]+)*/gu;
/** Prefixes that English joins with a hyphen. */
const KEEPS_HYPHEN =
  /^(?:self|non|well|ex|all|cross|co|e|high|low|long|short|third|two|three|multi|anti|pre|post|part|full|year|day|real|x)$/i;

/** Words of the document that stand inside a line, where no break can have changed them. */
export function collectWords(lines: readonly string[]): ReadonlySet<string> {
  const words = new Set<string>();
  for (const line of lines)
    for (const word of line.replace(BROKEN, '').match(WORD) ?? []) words.add(word.toLowerCase().replace('\u2010', '-'));
  return words;
}

/**
 * How two lines join: with a space, with nothing after a hyphen that belongs to the word, or by dropping the hyphen.
 * Words that the document has elsewhere decide; else a break is taken for one that the printer made.
 */
export function joinLines(line: string, next: string, words: ReadonlySet<string>): 'space' | 'keep' | 'drop' {
  const left = BROKEN.exec(line)?.[1];
  if (left === undefined) return /\d[-\u2010]$/.test(line) && /^[\p{L}\d]/u.test(next) ? 'keep' : 'space';
  const right = /^\p{L}+/u.exec(next)?.[0];
  if (right === undefined) return /^\d/.test(next) ? 'keep' : 'space';
  if (line.endsWith('\u00ad')) return 'drop';
  const [whole, hyphened] = [`${left}${right}`.toLowerCase(), `${left}-${right}`.toLowerCase()];
  if (words.has(hyphened)) return 'keep';
  if (words.has(whole)) return 'drop';
  const isUpper = right !== right.toLowerCase() && left !== left.toUpperCase();
  return isUpper || KEEPS_HYPHEN.test(left) || /[-\u2010]\p{L}+[-\u2010]$/u.test(line) ? 'keep' : 'drop';
}
