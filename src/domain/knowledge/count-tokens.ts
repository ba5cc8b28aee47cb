/** The chunker's unit of length: words and marks. Cheap, language-neutral, close to what model tokenizers count. */

const TOKEN = /[\p{L}\p{M}\p{N}]+|([^\s\p{L}\p{M}\p{N}])\1*/gu;

/** A longer run of letters counts once for every so many code units, so that text without spaces has a length too. */
const LONGEST_WORD = 20;

/** Words and marks in `text`; a repeated mark (a rule, dot leaders) counts as one per 20 code units, as words do. */
export function countTokens(text: string): number {
  let count = 0;
  for (const match of text.matchAll(TOKEN)) count += Math.ceil(match[0].length / LONGEST_WORD);
  return count;
}
