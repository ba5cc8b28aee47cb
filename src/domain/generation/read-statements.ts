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
const ONLY_MARKS = /^(?:\s|[[【][^\]】]*[\]】]|[.,;:!?…*_`])*$/u;
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
    const spans = joinMarks(buffer, splitSentences(buffer, language));
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

/** Marks after the full stop belong to the sentence before. */
function joinMarks(text: string, spans: readonly Range[]): readonly Range[] {
  const joined: Range[] = [];
  for (const span of spans) {
    const piece = text.slice(span.start, span.end);
    const last = joined.at(-1);
    const lead = /^(?:\s*[[【][^\]】\n]{1,30}[\]】])+/u.exec(piece)?.[0].length ?? 0;
    if (!last || lead === 0) joined.push(span);
    else {
      joined[joined.length - 1] = { start: last.start, end: span.start + lead };
      const rest = { start: span.start + lead, end: span.end };
      if (!ONLY_MARKS.test(text.slice(rest.start, rest.end))) joined.push(rest);
      else joined[joined.length - 1] = { start: last.start, end: span.end };
    }
  }
  return joined;
}

/** All but the last are complete when the text after them shows that another sentence has begun. */
function countCertain(text: string, spans: readonly Range[]): number {
  let certain = 0;
  for (const [index, span] of spans.entries()) if (CERTAIN.test(text.slice(span.end))) certain = index + 1;
  return certain;
}

function statement(raw: string): readonly MarkedText[] {
  const marked = readMarks(raw.replace(ORNAMENT, '').replace(CLOSING_ORNAMENT, ''));
  const text = marked.text.replace(ORNAMENT, '').replace(/\*\*/gu, '').trim();
  return /[\p{L}\p{N}]/u.test(text) ? [{ text, numbers: marked.numbers }] : [];
}
