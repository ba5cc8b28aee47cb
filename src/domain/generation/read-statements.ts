/** A stream of text into whole statements, each as soon as it is certain where it ends. */

import { splitSentences } from '#domain/language/index';
import type { Language } from '#kernel/language';
import { type MarkedText, readMarks } from './citation-marks.ts';

/** Reasoning that some models write before the answer; a block that never ends is all reasoning. */
const REASONING = /<(think|thinking|reasoning)>[\s\S]*?(?:<\/\1>|$)/giu;
const OPEN_TAG = /<(?:t(?:h(?:i(?:n(?:k(?:i(?:ng?)?)?)?)?)?)?|r(?:e(?:a(?:s(?:o(?:n(?:i(?:ng?)?)?)?)?)?)?)?)?$/iu;
/** List marks, quotes, emphasis and the like that a model puts before a sentence. */
const ORNAMENT =
  /^(?:\s|[-*•>#]+\s|\d{1,2}[.)]\s|\*\*|__|`+(?:\w*$)?|(?:respuesta|answer|respuesta final|final answer)\s*:\s*)+/iu;
const CLOSING_ORNAMENT = /(?:\*\*|__|`+)+(?=[.!?\s]*$)/u;
/** A next sentence has begun for certain once this much of it is there. */
const CERTAIN = /^\s*[^\s[【.,;:!?…)»”"'\]】*_`]\S*\s|\n\s*[^\s[【]/u;

export interface StatementReader {
  /** Statements that this piece of text completed. */
  push(delta: string): readonly MarkedText[];
  /** What is left at a regular end, as statements. */
  end(): readonly MarkedText[];
  /** What is left after a cut: whole lines only; the rest was never finished. */
  abandon(): readonly MarkedText[];
}

export function createStatementReader(language: Language): StatementReader {
  let buffer = '';
  const take = (last: boolean): MarkedText[] => {
    buffer = buffer.replace(REASONING, (block) => (last || /<\/\w+>$/u.test(block) ? ' ' : block));
    if (!last && /<(?:think|thinking|reasoning)>/iu.test(buffer)) return [];
    if (!last && OPEN_TAG.test(buffer)) return [];
    const spans = markedSentences(buffer, language);
    const complete = last ? spans : spans.slice(0, countCertain(buffer, spans));
    const end = complete.at(-1)?.end ?? 0;
    const found = complete.flatMap((span) => statement(buffer.slice(span.start, span.end)));
    buffer = last ? '' : buffer.slice(end);
    return found;
  };
  return {
    push: (delta) => {
      buffer += delta;
      return /[\s\]】]/u.test(delta) ? take(false) : [];
    },
    end: () => take(true),
    abandon: () => {
      buffer = buffer.slice(0, buffer.lastIndexOf('\n') + 1);
      return take(true);
    },
  };
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Sentences with their marks. Marks are no part of the text when it is split; those after a sentence on its line, or on
 * a line of their own, are its own, those that open a line belong to what follows them.
 */
function markedSentences(text: string, language: Language): readonly Range[] {
  const plain = withoutMarks(text);
  const spans = splitSentences(plain, language);
  const ends = spans.map((span, index) => {
    const next = spans[index + 1]?.start ?? text.length;
    const line = text.slice(span.end, next).lastIndexOf('\n');
    return line < 0 || spans[index + 1] === undefined ? next : span.end + line;
  });
  return spans.map((_, index) => ({ start: ends[index - 1] ?? 0, end: ends[index] ?? text.length }));
}

function withoutMarks(text: string): string {
  return text.replace(/[[【][^\]】\n]{1,30}[\]】]/gu, (mark) => (/\d/.test(mark) ? ' '.repeat(mark.length) : mark));
}

/** All but the last are complete when the text after them shows that another sentence has begun. */
function countCertain(text: string, spans: readonly Range[]): number {
  const plain = withoutMarks(text);
  let certain = 0;
  for (const [index, span] of spans.entries()) if (CERTAIN.test(plain.slice(span.end))) certain = index + 1;
  return certain;
}

function statement(raw: string): readonly MarkedText[] {
  const marked = readMarks(raw.replace(ORNAMENT, '').replace(CLOSING_ORNAMENT, ''));
  const text = marked.text.replace(ORNAMENT, '').replace(/\*\*/gu, '').trim();
  return /[\p{L}\p{N}]/u.test(text) ? [{ text, numbers: marked.numbers }] : [];
}
