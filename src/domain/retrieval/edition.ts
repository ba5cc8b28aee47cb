/** Which edition of a document this is, as its name, its title and its opening words say. */

import { foldAccents } from '#domain/language/index';

export interface Edition {
  readonly year: number | null;
  /** `v2.1` is [2, 1]. */
  readonly version: readonly number[] | null;
  /** It says itself that another took its place. */
  readonly superseded: boolean;
}

export interface Titled {
  readonly name: string;
  readonly title: string;
}

const YEAR = /^(?:19|20)\d\d$/;
const VERSION = /^v(\d+(?:\.\d+)*)$/;
/** Words that only tell editions of the same thing apart. */
const QUALIFIERS = new Set(
  'edicion edition version ed rev revision old new antigua antiguo anterior previous nueva nuevo vigente actual current'.split(
    ' ',
  ),
);
const OPENING = 600;
const TAKES_PLACE =
  /\b(?:sustituid[oa]s?|remplazad[oa]s?|reemplazad[oa]s?|derogad[oa]s?|superseded|replaced)\s+(?:por|by)\b.*\b(?:edicion|edition|version|politica|policy|norma|documento|document|(?:19|20)\d\d)\b/;
const SAYS_EDITION =
  /\b(?:edicion|edition|version|vigente|vigor|force|effective)\b[^\d]{0,40}(?:\b[0-3]?\d\b[^\d]{1,20})?\b((?:19|20)\d\d)\b/;
const OTHER_EDITION = /\b(?:sustitu|remplaz|reemplaz|derog|supersede|replace)/;

/** Names of one family are equal: what is left without years, versions and words such as `edition`. */
export function familyNames({ name, title }: Titled): { readonly name: string; readonly title: string } {
  const family = (text: string) =>
    wordsOf(text)
      .filter((word) => !YEAR.test(word) && !VERSION.test(word) && !QUALIFIERS.has(word))
      .join(' ');
  return { name: family(withoutExtension(name)), title: family(title) };
}

/**
 * @param opening the beginning of the text, or nothing when it is not at hand
 * @param currentYear a replacement announced for later has not taken place yet
 */
export function readEdition({ name, title }: Titled, opening: string, currentYear: number): Edition {
  const sentences = foldAccents(opening.slice(0, OPENING).toLowerCase()).split(/[.\n]+(?=\s|$)/);
  const superseded = sentences.some((sentence) => {
    const years = (sentence.match(/\b(?:19|20)\d\d\b/g) ?? []).map(Number);
    return TAKES_PLACE.test(sentence) && (years.length === 0 || Math.min(...years) <= currentYear);
  });
  const named = [wordsOf(title), wordsOf(withoutExtension(name))];
  const year = named.map(onlyYear).find((found) => found !== null) ?? null;
  const version = named.map(onlyVersion).find((found) => found !== null) ?? null;
  if (year !== null || version !== null) return { year, version, superseded };
  const said = sentences.filter((sentence) => !OTHER_EDITION.test(sentence)).join('\n');
  const written = SAYS_EDITION.exec(said)?.[1];
  return { year: written === undefined ? null : Number(written), version: null, superseded };
}

/** Above zero when `left` came after `right`; zero when nothing tells. What says that it was replaced came before. */
export function compareEditions(left: Edition, right: Edition): number {
  if (left.superseded !== right.superseded) return left.superseded ? -1 : 1;
  if (left.year !== null && right.year !== null && left.year !== right.year) return left.year - right.year;
  const [one, other] = [left.version ?? [], right.version ?? []];
  if (one.length === 0 || other.length === 0) return 0;
  const at = Array.from({ length: Math.max(one.length, other.length) }, (_, index) => index);
  return at.map((index) => (one[index] ?? 0) - (other[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

/** Whether a question asks for this edition, or for an earlier one in general: then nothing stands in its way. */
export function asksFor(question: string, { year, version }: Edition): boolean {
  const words = wordsOf(question);
  if (year !== null && words.includes(String(year))) return true;
  const said = words.join(' ');
  if (version !== null && new RegExp(`\\b(?:v|version |edition |edicion )${version.join('\\.')}(?![\\d.])`).test(said))
    return true;
  return (
    /\b(?:anterior|antigu[oa]|previous|former|old|earlier)\b/.test(said) &&
    /\b(?:edicion|edition|version|politica|policy|norma|rules?)\b/.test(said)
  );
}

/** A year beside another number is a date, which tells meetings or bills apart, not editions. */
function onlyYear(words: readonly string[]): number | null {
  const years = words.filter(
    (word, index) =>
      YEAR.test(word) && ![words[index - 1], words[index + 1]].some((other) => /^\d+$/.test(other ?? '')),
  );
  return years.length === 1 ? Number(years[0]) : null;
}

function onlyVersion(words: readonly string[]): readonly number[] | null {
  const index = words.findIndex(
    (word, at) => VERSION.test(word) || (/^(?:version|edicion|edition|rev)$/.test(word) && isShort(words[at + 1])),
  );
  const found = VERSION.exec(words[index] ?? '')?.[1] ?? words[index + 1];
  return index === -1 || found === undefined ? null : found.split('.').map(Number);
}

function isShort(word: string | undefined): boolean {
  return word !== undefined && /^\d{1,2}(?:\.\d{1,3})*$/.test(word);
}

function withoutExtension(name: string): string {
  return name.replace(/\.[a-z]{1,5}$/i, '');
}

function wordsOf(text: string): readonly string[] {
  return foldAccents(text.toLowerCase()).match(/v?\d+(?:\.\d+)*(?![\p{L}\d])|[\p{L}\d]+/gu) ?? [];
}
