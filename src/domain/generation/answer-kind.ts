/** Whether a piece of text brings something of the kind that a question asks for, and that the question does not say. */

import type { Language } from '#kernel/language';
import { factSlots } from './fact-slots.ts';
import type { AnalysedQuestion } from './question-terms.ts';

const REASONS =
  /\b(?:porque|debido|ya que|puesto que|a fin de|con el fin|para|because|due to|since|so that|in order)\b/iu;
const YEAR = /^(?:1\d|20)\d\d$/;
const SPAN_OF_TIME = / (?:century|day|week|month|year|hour|minute)$/;

/** `fits` when it does, `lacks` when a fact is asked for and none of its kind is there, `open` when nothing can be told. */
export type AnswerKind = 'fits' | 'lacks' | 'open';

export function answerKind(question: AnalysedQuestion, text: string, language: Language): AnswerKind {
  const { expectation } = question;
  if (expectation === 'reason') return REASONS.test(text) ? 'fits' : 'open';
  if (expectation === 'manner' || expectation === 'name' || expectation === 'any') return 'open';
  const said = new Set(question.slots.map(({ key }) => key));
  const fresh = factSlots(text, language).filter(({ key }) => !said.has(key));
  const fits = fresh.some(({ kind, key }) => {
    if (expectation === 'person' || expectation === 'place') return kind === 'name';
    if (expectation === 'number') return kind === 'number' || kind === 'unit';
    return kind === 'month' || kind === 'weekday' || (kind === 'number' && YEAR.test(key)) || SPAN_OF_TIME.test(key);
  });
  return fits ? 'fits' : 'lacks';
}
