/** Cuts a span that is too long for one chunk: at lines or sentences, then at spaces, then between characters. */

import { splitSentences } from '#domain/language/index';
import type { Language } from '#kernel/language';
import { countTokens } from './count-tokens.ts';
import type { Span } from './document.ts';

export interface MeasuredSpan extends Span {
  readonly tokens: number;
}

export interface SplitRule {
  /** Where to cut first. */
  readonly at: 'lines' | 'sentences';
  readonly language: Language;
  /** Parts grow towards this many tokens. */
  readonly target: number;
  /** A span up to this many tokens stays whole. */
  readonly limit: number;
}

/** Trimmed parts in order that cover every non-space character of the span; none is longer than `rule.limit` tokens. */
export function splitSpan(text: string, span: Span, rule: SplitRule): readonly MeasuredSpan[] {
  const whole = measure(text, span);
  if (whole === null) return [];
  if (whole.tokens <= rule.limit) return [whole];
  const target = Math.min(rule.target, rule.limit);
  const sections = rule.at === 'lines' ? lines(text, whole) : sentences(text, whole, rule.language);
  const fitting = sections.flatMap((section) =>
    section.tokens <= target ? [section] : pack(text, words(text, section, target), target),
  );
  return pack(text, fitting, target);
}

/** The span without white space at its ends, and its length; null when nothing is left. */
export function measure(text: string, span: Span): MeasuredSpan | null {
  const slice = text.slice(span.start, span.end);
  const start = span.start + slice.length - slice.trimStart().length;
  const end = span.start + slice.trimEnd().length;
  return start < end ? { start, end, tokens: countTokens(text.slice(start, end)) } : null;
}

function measured(text: string, spans: Iterable<Span>): MeasuredSpan[] {
  const found: MeasuredSpan[] = [];
  for (const span of spans) {
    const part = measure(text, span);
    if (part !== null) found.push(part);
  }
  return found;
}

/** Code units looked at for sentences at once: the cost of finding them may grow faster than the text. */
const WINDOW = 8_000;

function sentences(text: string, span: Span, language: Language): MeasuredSpan[] {
  return [...windows(text, span)].flatMap((window) => {
    const parts = splitSentences(text.slice(window.start, window.end), language);
    return measured(
      text,
      parts.map(({ start, end }) => ({ start: window.start + start, end: window.start + end })),
    );
  });
}

/** Cuts only what is longer than a window, at a space in its second half where there is one. */
function* windows(text: string, span: Span): Iterable<Span> {
  let start = span.start;
  while (span.end - start > WINDOW) {
    const slice = text.slice(start, start + WINDOW);
    const space = slice.search(/\s\S*$/);
    const whole = /[\uD800-\uDBFF]$/.test(slice) ? WINDOW - 1 : WINDOW;
    const end = start + (space > WINDOW / 2 ? space : whole);
    yield { start, end };
    start = end;
  }
  yield { start, end: span.end };
}

function lines(text: string, span: Span): MeasuredSpan[] {
  return measured(text, matches(text, span, /[^\n]+/g));
}

/** Runs of non-space; a run longer than the target is cut between characters. */
function words(text: string, span: Span, target: number): MeasuredSpan[] {
  const piece = new RegExp(`.{1,${Math.max(1, Math.min(20, target))}}`, 'gsu');
  return measured(text, matches(text, span, /\S+/g)).flatMap((word) =>
    word.tokens <= target ? [word] : measured(text, matches(text, word, piece)),
  );
}

function* matches(text: string, span: Span, pattern: RegExp): Iterable<Span> {
  for (const match of text.slice(span.start, span.end).matchAll(pattern)) {
    const start = span.start + match.index;
    yield { start, end: start + match[0].length };
  }
}

/** Joins neighbours while the sum stays within the target. */
function pack(text: string, parts: readonly MeasuredSpan[], target: number): MeasuredSpan[] {
  const packed: MeasuredSpan[] = [];
  let open: MeasuredSpan | null = null;
  for (const part of parts) {
    if (open !== null && open.tokens + part.tokens <= target) {
      open = { start: open.start, end: part.end, tokens: open.tokens + part.tokens };
      continue;
    }
    if (open !== null) packed.push(open);
    open = part;
  }
  if (open !== null) packed.push(open);
  return packed.map(({ start, end }) => ({ start, end, tokens: countTokens(text.slice(start, end)) }));
}
