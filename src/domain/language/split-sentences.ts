import type { Language } from '#kernel/language';
import { MAYBE_LAST, NEVER_LAST } from './abbreviations.ts';
import type { Span } from './span.ts';
import { isStopWord } from './stop-words.ts';

const SEGMENTERS = {
  es: new Intl.Segmenter('es', { granularity: 'sentence' }),
  en: new Intl.Segmenter('en', { granularity: 'sentence' }),
};

/** A line break inside a sentence: the line before does not end one, the next goes on in lower case. */
const SOFT_BREAK = /\n(?<=[\p{L}\p{N},;)»”"'’-][ \t]{0,20}\n)(?=[ \t]{0,20}[\p{Ll}(])/gu;
/** Enough of a sentence's end to see an abbreviation or a list mark. */
const LONGEST_MARK = 40;
const LIST_MARKER = /^(?:[-*•·–—▪◦]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)º])$/;

/**
 * Sentences of a text: half-open UTF-16 ranges, in order, without the white space around them; together they cover
 * every character that is not white space. The Unicode rules (UAX #29) as the runtime knows them, mended where they
 * break Spanish and English: abbreviations, initials, numbers, list marks; a line break that a sentence runs across
 * is no end, any other is.
 */
export function splitSentences(text: string, language: Language): readonly Span[] {
  const flat = text.replace(/\r/g, ' ').replace(SOFT_BREAK, ' ');
  const spans: Span[] = [];
  for (const { segment, index } of SEGMENTERS[language].segment(flat)) {
    const span = trimmed(text, index, index + segment.length);
    if (!span) continue;
    const last = spans.at(-1);
    if (last && belongsTogether(text, last, span, flat, language)) {
      spans[spans.length - 1] = { start: last.start, end: span.end };
    } else spans.push(span);
  }
  return spans;
}

function trimmed(text: string, from: number, to: number): Span | null {
  let start = from;
  let end = to;
  while (start < end && isSpace(text, start)) start += 1;
  while (end > start && isSpace(text, end - 1)) end -= 1;
  return start < end ? { start, end } : null;
}

function isSpace(text: string, at: number): boolean {
  return /\s/.test(text.charAt(at));
}

function belongsTogether(text: string, before: Span, after: Span, flat: string, language: Language): boolean {
  if (flat.slice(before.end, after.start).includes('\n')) return false;
  const left = text.slice(Math.max(before.start, before.end - LONGEST_MARK), before.end);
  if (before.end - before.start < LONGEST_MARK && LIST_MARKER.test(left)) return true;
  if (!left.endsWith('.')) return false;
  const right = text.slice(after.start, Math.min(after.end, after.start + 40));
  const word = lastWord(left);
  if (isInitial(word, left) && goesOn(right, language)) return true;
  if (NEVER_LAST.has(word) && !(word === 'no' && !/^\d/.test(right))) return true;
  return MAYBE_LAST.has(word) && goesOn(right, language);
}

/** The last word without its point, with inner points: `p. ej.` gives `ej`, `EE.UU.` gives `ee.uu`. */
function lastWord(sentence: string): string {
  const match = /([\p{L}/º]+(?:\.[\p{L}]+)*)\.$/u.exec(sentence);
  return (match?.[1] ?? '').toLowerCase();
}

function isInitial(word: string, sentence: string): boolean {
  return word.length === 1 && /(?:^|[\s.(])\p{Lu}\.$/u.test(sentence);
}

/** After `Inc.` or `etc.`: a small letter or a digit goes on; a capital only when it does not open a sentence. */
function goesOn(right: string, language: Language): boolean {
  if (/^(?:[\p{Ll}\p{N},;)]|\p{Lu}\.)/u.test(right)) return true;
  const word = /^[\p{L}]+/u.exec(right)?.[0];
  return word !== undefined && !isStopWord(word, language);
}
