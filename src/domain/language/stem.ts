import { newStemmer } from 'snowball-stemmers';
import type { Language } from '#kernel/language';
import { foldAccents } from './fold-accents.ts';

const STEMMERS = { es: newStemmer('spanish'), en: newStemmer('english') };

/** Endings that the Spanish rules only know with their accent. */
const ACCENTED_ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/([cstx])ion$/, '$1ión'],
  [/logia(s?)$/, 'logía$1'],
];

/**
 * The stem of one lower-case word, without accents (Porter's Snowball rules for Spanish and English).
 * Accents are taken off first and put back only where the rules need them, so that a word typed without accents and
 * the same word typed with them always end in the same stem.
 */
export function stem(word: string, language: Language): string {
  let plain = foldAccents(word);
  if (language === 'es') for (const [ending, accented] of ACCENTED_ENDINGS) plain = plain.replace(ending, accented);
  return foldAccents(STEMMERS[language].stem(plain));
}
