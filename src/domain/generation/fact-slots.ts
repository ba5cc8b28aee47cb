/**
 * The facts in a text that must not be wrong: numbers with their units, dates, names. Each gets one key, so that
 * *15 de marzo de 2024* and *2024-03-15*, *treinta días* and *30 días* are the same facts.
 */

import { canonicalNumber, foldAccents, isStopWord, type Token, tokenise } from '#domain/language/index';
import type { Language } from '#kernel/language';
import { isWeekday, monthOfWord } from './month-names.ts';
import { numberOfWord, unitOfWord } from './number-words.ts';

export type SlotKind = 'number' | 'unit' | 'month' | 'weekday' | 'code' | 'name';

export interface FactSlot {
  readonly kind: SlotKind;
  /** Equal for the same fact, however it is written. Names: lower case without accents. */
  readonly key: string;
  /** Half-open UTF-16 range in the text. */
  readonly start: number;
  readonly end: number;
}

/** Slots in order of appearance. */
export function factSlots(text: string, language: Language): readonly FactSlot[] {
  const tokens = tokenise(text);
  const slots: FactSlot[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (!token) continue;
    if (token.kind === 'number') slots.push(...numberSlots(tokens, index, canonicalNumber(token.text)));
    else if (token.kind === 'code') slots.push(...codeSlots(token, language));
    else if (token.kind === 'word') {
      const written = writtenNumber(tokens, index, language);
      if (written) {
        const last = tokens[index + written.words - 1] ?? token;
        slots.push(...numberSlots(tokens, index + written.words - 1, String(written.value), token, last));
        index += written.words - 1;
      } else slots.push(...wordSlots(text, tokens, index, language));
    }
  }
  return slots;
}

/** Kind and key of every slot as one string, which no index term can be. */
export function factKeys(text: string, language: Language): readonly string[] {
  return factSlots(text, language).map(keyOf);
}

export function keyOf({ kind, key }: FactSlot): string {
  return `${kind} ${key}`;
}

function numberSlots(tokens: readonly Token[], at: number, value: string, first?: Token, last?: Token): FactSlot[] {
  const start = first?.start ?? tokens[at]?.start ?? 0;
  const end = last?.end ?? tokens[at]?.end ?? 0;
  const slots: FactSlot[] = [{ kind: 'number', key: value, start, end }];
  const unit = unitBeside(tokens, at);
  if (unit) slots.push({ kind: 'unit', key: `${value} ${unit.name}`, start, end: unit.end });
  return slots;
}

/** `30 días`, `5 %`, `5 por ciento`, `$5`, `3 millones`. */
function unitBeside(tokens: readonly Token[], at: number): { name: string; end: number } | undefined {
  const number = tokens[at];
  const before = tokens[at - 1];
  const after = tokens[at + 1];
  if (!number) return undefined;
  const name = after && unitOfWord(folded(after));
  if (after && name) return { name, end: after.end };
  // One word may stand between: *5 por ciento*, *23 working days*.
  const further = tokens[at + 2];
  const remote = after?.kind === 'word' && further ? unitOfWord(folded(further)) : undefined;
  if (further && remote && further.start <= (after?.end ?? 0) + 1) return { name: remote, end: further.end };
  const currency = before?.kind === 'sign' && before.end >= number.start - 1 ? unitOfWord(before.text) : undefined;
  return currency ? { name: currency, end: number.end } : undefined;
}

/** *treinta*, *treinta y cinco*, *twenty five*; how many words it took. */
function writtenNumber(tokens: readonly Token[], at: number, language: Language) {
  const token = tokens[at];
  const value = token && numberOfWord(folded(token), language);
  const before = tokens[at - 1];
  // The *ciento* of *por ciento* is a unit.
  if (value === undefined || (value === 100 && before && folded(before) === 'por')) return undefined;
  const next = tokens[at + 1];
  const joined = next && folded(next) === 'y' ? tokens[at + 2] : language === 'en' ? next : undefined;
  const more = joined?.kind === 'word' ? numberOfWord(folded(joined), language) : undefined;
  if (value >= 20 && value < 100 && value % 10 === 0 && more !== undefined && more < 10) {
    return { value: value + more, words: language === 'es' ? 3 : 2 };
  }
  return { value, words: 1 };
}

function codeSlots(token: Token, language: Language): FactSlot[] {
  const { start, end } = token;
  const date = dateOf(token.text, language);
  if (!date) return [{ kind: 'code', key: folded(token).replace(/[-/_.]/g, ''), start, end }];
  return [
    { kind: 'number', key: String(date.day), start, end },
    { kind: 'month', key: String(date.month), start, end },
    { kind: 'number', key: String(date.year), start, end },
  ];
}

/** ISO, or day first in Spanish and month first in English unless that cannot be. */
function dateOf(written: string, language: Language): { day: number; month: number; year: number } | undefined {
  const parts = written.split(/[-/]/).map(Number);
  const [first = 0, second = 0, third = 0] = parts;
  if (parts.length !== 3 || parts.some((part) => !Number.isInteger(part) || part < 1)) return undefined;
  if (first > 999) return second <= 12 && third <= 31 ? { year: first, month: second, day: third } : undefined;
  const dayFirst = first > 12 || (language === 'es' && second <= 12);
  const day = dayFirst ? first : second;
  const month = dayFirst ? second : first;
  return month <= 12 && day <= 31 ? { day, month, year: third < 100 ? 2000 + third : third } : undefined;
}

function wordSlots(text: string, tokens: readonly Token[], at: number, language: Language): FactSlot[] {
  const token = tokens[at];
  if (!token) return [];
  const { start, end } = token;
  const word = folded(token);
  const month = monthOfWord(word, nearNumber(tokens, at));
  if (month !== undefined) return [{ kind: 'month', key: String(month), start, end }];
  if (isWeekday(word)) return [{ kind: 'weekday', key: word, start, end }];
  return isName(text, tokens, at, language) ? [{ kind: 'name', key: word, start, end }] : [];
}

function nearNumber(tokens: readonly Token[], at: number): boolean {
  return [at - 2, at - 1, at + 1, at + 2].some((near) => tokens[near]?.kind === 'number');
}

/** Capitalised inside a sentence, or an acronym, or the first of several capitalised words. */
function isName(text: string, tokens: readonly Token[], at: number, language: Language): boolean {
  const token = tokens[at];
  if (!token || !/^\p{Lu}/u.test(token.text) || token.text.length < 2) return false;
  if (/^\p{Lu}{2,}$/u.test(token.text)) return true;
  if (isStopWord(token.text, language)) return false;
  if (!opensSentence(text, token.start)) return true;
  const next = tokens[at + 1];
  return next !== undefined && next.start === token.end + 1 && /^\p{Lu}\p{L}/u.test(next.text);
}

function opensSentence(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 4), start);
  return start === 0 || /(?:[.!?:…\n|]["'”’»)\]]*\s*|^\s*)["'“‘«¿¡([—–-]*\s*$/u.test(before);
}

function folded(token: Token): string {
  return foldAccents(token.text.normalize('NFKC').toLowerCase());
}
