/** What a reader may still see of a recorded answer: permission is that of the moment of reading, not of asking. */

import type { Id } from '#kernel/id';
import type { Answer, Statement } from './answer.ts';

/** The documents that an answer quotes or names. */
export function quotedDocuments({ statements, nearest }: Answer): readonly Id[] {
  const cited = statements.flatMap(({ citations }) => citations.map(({ documentId }) => documentId));
  return [...new Set([...cited, ...nearest.map(({ documentId }) => documentId)])];
}

/**
 * The answer without what rests on documents outside `visible`. A statement without citations may hold words of any
 * passage, so it is kept only for the asker and only when nothing else had to go; the trace names candidates, and
 * follows the same rule.
 */
export function withholdUnseen(
  answer: Answer,
  visible: ReadonlySet<Id>,
  isAsker: boolean,
): { readonly answer: Answer; readonly withheld: boolean } {
  const whole = isAsker && quotedDocuments(answer).every((id) => visible.has(id));
  if (whole) return { answer, withheld: false };
  const mayShow = ({ citations }: Statement) =>
    citations.length > 0 && citations.every(({ documentId }) => visible.has(documentId));
  const statements = answer.statements.filter(mayShow);
  const nearest = answer.nearest.filter(({ documentId }) => visible.has(documentId));
  const withheld = statements.length < answer.statements.length || nearest.length < answer.nearest.length;
  const text = withheld && !answer.abstained ? statements.map((one) => one.text).join(' ') : answer.answer;
  return { answer: { ...answer, statements, nearest, answer: text, trace: [] }, withheld };
}
