/** Marks that Spanish and other Latin scripts put on vowels and consonants; the tilde of ñ is told apart below. */
const MARKS = /\p{M}+/gu;
const ENYE = /n\u0303/g;
const ENYE_CAPITAL = /N\u0303/g;
const NON_ASCII = /[^\p{ASCII}]/u;

/**
 * Takes accents off, so that *computacion* and *computación* are one word, but leaves ñ a letter of its own:
 * *ano* is not *año*. Case is kept. The result may have another length than the text.
 */
export function foldAccents(text: string): string {
  if (!NON_ASCII.test(text)) return text;
  return text.normalize('NFD').replace(ENYE, 'ñ').replace(ENYE_CAPITAL, 'Ñ').replace(MARKS, '').normalize('NFC');
}
