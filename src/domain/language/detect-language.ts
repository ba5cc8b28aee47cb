import { eld } from 'eld/extrasmall';
import type { Language } from '#kernel/language';
import { foldAccents } from './fold-accents.ts';
import { functionWordsOnlyOf } from './stop-words.ts';

export interface Detection {
  readonly language: Language;
  /** Probability of the language, 0.5 (no idea) to 1. */
  readonly confidence: number;
}

const ONLY_SPANISH = functionWordsOnlyOf('es');
const ONLY_ENGLISH = functionWordsOnlyOf('en');
/** Enough to be certain; a book need not be read to its end. */
const ENOUGH = 4_000;
/** Log odds beyond which n-grams could not turn the result any more. */
const TOLD = 8;

const SPANISH_SIGNS = /[ñ¿¡]/g;
const ACUTE_VOWELS = /[áéíóú]/g;
const SPANISH_ENDINGS =
  /(?:cion|ciones|dad|dades|mente|miento|mientos|ando|iendo|cia|cias|ico|ica|oso|osa|ario|aria|ado|ada|ados|adas)$/;
const ENGLISH_ENDINGS =
  /(?:tion|tions|sion|ing|ness|ity|ly|ed|ment|ments|ance|ence|ous|ful|ship|th|ght|ck|sh|er|ers|y|ee)$/;
const ENGLISH_SPELLING = /w|k|th|sh|ph|oo|ee|ck|wh|ght|ff|pp|tt|mm|ss|dd|bb|gg/;

const WEIGHTS = { functionWord: 1.6, sign: 2.5, accent: 1.2, ending: 0.7, spelling: 0.6, finalVowel: 0.35, ngram: 6 };

/**
 * Spanish or English. Adds up, in log odds, words that only one of them uses to carry grammar, letters and endings
 * that only one of them has, and how well the character sequences fit (n-grams); the former decide short questions,
 * the latter texts without a sentence in them. Spanish where nothing tells.
 */
export function detectLanguage(text: string): Detection {
  const sample = text.slice(0, ENOUGH).toLowerCase().normalize('NFC');
  const told = letterOdds(sample) + wordOdds(sample);
  const odds = Math.abs(told) >= TOLD ? told : told + ngramOdds(sample);
  return { language: odds >= 0 ? 'es' : 'en', confidence: 1 / (1 + Math.exp(-Math.abs(odds))) };
}

function letterOdds(sample: string): number {
  const signs = sample.match(SPANISH_SIGNS)?.length ?? 0;
  const accents = sample.match(ACUTE_VOWELS)?.length ?? 0;
  return Math.min(signs, 3) * WEIGHTS.sign + Math.min(accents, 4) * WEIGHTS.accent;
}

function wordOdds(sample: string): number {
  let odds = 0;
  for (const word of foldAccents(sample).match(/\p{L}+(?:['’]\p{L}+)*/gu) ?? []) {
    if (ONLY_SPANISH.has(word)) odds += WEIGHTS.functionWord;
    else if (ONLY_ENGLISH.has(word)) odds -= WEIGHTS.functionWord;
    else if (word.length > 3) odds += shapeOdds(word);
  }
  return odds;
}

function shapeOdds(word: string): number {
  let odds = 0;
  if (SPANISH_ENDINGS.test(word)) odds += WEIGHTS.ending;
  if (ENGLISH_ENDINGS.test(word)) odds -= WEIGHTS.ending;
  if (ENGLISH_SPELLING.test(word)) odds -= WEIGHTS.spelling;
  return odds + (/(?:[ao]s?|es)$/.test(word) ? WEIGHTS.finalVowel : 0);
}

function ngramOdds(sample: string): number {
  const scores = eld.detect(sample).getScores();
  return ((scores.es ?? 0) - (scores.en ?? 0)) * WEIGHTS.ngram;
}
