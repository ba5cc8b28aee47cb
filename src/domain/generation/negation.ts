/** Which terms of a text are denied. */

import { analyse, foldAccents, type Token, tokenise } from '#domain/language/index';
import type { Language } from '#kernel/language';

const NEGATORS: Readonly<Record<Language, ReadonlySet<string>>> = {
  es: new Set('no nunca jamas sin ni ningun ninguna ninguno tampoco nadie nada'.split(' ')),
  en: new Set('not no never without nor none neither cannot nobody nothing'.split(' ')),
};

/** *No más de*, *no solo*, *not only*, *no later than*: they deny nothing. */
const HARMLESS_NEXT: Readonly<Record<Language, ReadonlySet<string>>> = {
  es: new Set('solo solamente obstante'.split(' ')),
  en: new Set('only'.split(' ')),
};

/** How many terms after the negator it reaches. */
const REACH = 3;
/** Words after which a negator no longer reaches. */
const BORDERS = new Set('pero sino aunque porque y o but although because and or except salvo excepto'.split(' '));

interface Polarity {
  /** Whether anything is denied at all. */
  readonly any: boolean;
  /** The term right after a negator: what it denies for certain. */
  readonly certain: ReadonlySet<string>;
  /** Terms within reach of a negator. */
  readonly denied: ReadonlySet<string>;
  /** Terms that occur out of reach. */
  readonly affirmed: ReadonlySet<string>;
}

/** Whether the statement denies what the evidence affirms, or the other way round. */
export function deniesOtherwise(statement: string, evidence: string, language: Language): boolean {
  const said = polarity(statement, language);
  const known = polarity(evidence, language);
  if (said.any && !known.any) return true;
  for (const term of said.certain) if (known.affirmed.has(term) && !known.denied.has(term)) return true;
  for (const term of known.certain) {
    if (said.affirmed.has(term) && !said.denied.has(term) && !known.affirmed.has(term)) return true;
  }
  return false;
}

function polarity(text: string, language: Language): Polarity {
  const certain = new Set<string>();
  const denied = new Set<string>();
  const affirmed = new Set<string>();
  let any = false;
  for (const clause of text.split(/[.;:!?()\n]|,(?!\d)/u)) {
    const tokens = tokenise(clause);
    let left = 0;
    for (const [index, token] of tokens.entries()) {
      const negates = isNegator(tokens, index, language);
      if (negates) left = REACH;
      else if (BORDERS.has(folded(token))) left = 0;
      any ||= negates;
      const terms = negates ? [] : analyse(token.text, language).map(({ term }) => term);
      for (const term of terms) (left > 0 ? denied : affirmed).add(term);
      if (left === REACH) for (const term of terms) certain.add(term);
      if (terms.length > 0) left = Math.max(0, left - 1);
    }
  }
  return { any, certain, denied, affirmed };
}

function isNegator(tokens: readonly Token[], index: number, language: Language): boolean {
  const token = tokens[index];
  if (!token) return false;
  const word = folded(token);
  if (language === 'en' && /n['’]t$/u.test(word)) return true;
  const next = tokens[index + 1];
  return NEGATORS[language].has(word) && !(next && HARMLESS_NEXT[language].has(folded(next)));
}

function folded(token: Token): string {
  return foldAccents(token.text.toLowerCase());
}
