import type { Language } from '#kernel/language';
import { canonicalNumber } from './canonical-number.ts';
import { foldAccents } from './fold-accents.ts';
import type { Span } from './span.ts';
import { stem } from './stem.ts';
import { isStopWord } from './stop-words.ts';
import { type Token, tokenise } from './tokenise.ts';

/** Name and version of this analysis; a new version makes every document be indexed again. */
export const ANALYZER = 'terms@1';

export interface Term extends Span {
  /** As the index holds it: lower case, stemmed, without accents. */
  readonly term: string;
}

const LONGEST = 64;
/** Words repeat: what was worked out for one is kept, until there are too many. */
const MOST_KNOWN = 50_000;
const known: Readonly<Record<Language, Map<string, string>>> = { es: new Map(), en: new Map() };
const POSSESSIVE = /['’]s$/;
const APOSTROPHES = /['’]/g;
const PARTS = /\p{L}+|\p{Nd}+(?:[.,]\p{Nd}+)*/gu;

/**
 * Index terms of a text, in order: stop words out, words stemmed by the language's rules, numbers in one spelling,
 * codes whole (`iso27001`) and in parts (`iso`, `27001`).
 */
export function analyse(text: string, language: Language): readonly Term[] {
  return tokenise(text).flatMap((token) => termsOf(token, language));
}

/** Index terms of one token. */
export function termsOf(token: Token, language: Language): readonly Term[] {
  if (token.kind === 'sign') return [];
  if (token.kind === 'number') return [{ term: cut(canonicalNumber(token.text)), start: token.start, end: token.end }];
  if (token.kind === 'word') return wordTerms(token, language);
  return codeTerms(token, language);
}

function wordTerms(token: Token, language: Language): readonly Term[] {
  const cache = known[language];
  let term = cache.get(token.text);
  if (term === undefined) {
    term = termOfWord(token.text, language);
    if (cache.size >= MOST_KNOWN) cache.clear();
    cache.set(token.text, term);
  }
  return term === '' ? [] : [{ term, start: token.start, end: token.end }];
}

/** Empty for a stop word. */
function termOfWord(text: string, language: Language): string {
  if (isStopWord(text, language)) return '';
  const word = text.normalize('NFKC').toLowerCase().replace(POSSESSIVE, '').replace(APOSTROPHES, '');
  return isStopWord(word, language) ? '' : cut(stem(word, language));
}

function codeTerms(token: Token, language: Language): readonly Term[] {
  const whole = foldAccents(token.text.normalize('NFKC').toLowerCase());
  const joined = token.kind === 'address' ? whole : whole.replace(/[-/_.]/g, '');
  const terms: Term[] = [{ term: cut(joined), start: token.start, end: token.end }];
  for (const match of token.text.matchAll(PARTS)) {
    if (match[0].length < 2 || match[0].length === token.text.length) continue;
    const start = token.start + match.index;
    const part = { text: match[0], start, end: start + match[0].length };
    const kind = /^\p{Nd}/u.test(part.text) ? 'number' : 'word';
    terms.push(...termsOf({ ...part, kind }, language));
  }
  return terms;
}

/** Longer "words" are noise from broken files; the index keeps their beginning. */
function cut(term: string): string {
  return term.length <= LONGEST ? term : term.slice(0, LONGEST);
}
