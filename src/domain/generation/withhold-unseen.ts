/** What a reader may still see of a recorded answer: permission is that of the moment of reading, not of asking. */

import type { Id } from '#kernel/id';
import type { Answer, Statement } from './answer.ts';

/** The stage of a trace whose fact `documents` holds the ids of all documents that the answerer read. */
export const READ = 'read';

/** The documents that an answer was made from: those that it quotes or shows, and those read and not cited. */
export function documentsBehind(answer: Answer): readonly Id[] {
  const cited = answer.statements.flatMap(({ citations }) => citations.map(({ documentId }) => documentId));
  const shown = answer.nearest.map(({ documentId }) => documentId);
  return [...new Set([...cited, ...shown, ...(documentsRead(answer) ?? [])])];
}

/** Null when the record does not say. */
function documentsRead({ trace }: Answer): readonly Id[] | null {
  const documents = trace.find(({ stage }) => stage === READ)?.facts.documents;
  return Array.isArray(documents) ? documents.filter((id): id is Id => typeof id === 'string') : null;
}

/**
 * The answer without what rests on documents outside `visible`. A statement without citations may hold words of any
 * passage that was read, and the trace names candidates that were not cited: both are kept only for the asker, and only
 * while every document that was read may be seen.
 */
export function withholdUnseen(
  answer: Answer,
  visible: ReadonlySet<Id>,
  isAsker: boolean,
): { readonly answer: Answer; readonly withheld: boolean } {
  const known = documentsRead(answer) !== null;
  const whole = isAsker && known && documentsBehind(answer).every((id) => visible.has(id));
  if (whole) return { answer, withheld: false };
  const mayShow = ({ citations }: Statement) =>
    citations.length > 0 && citations.every(({ documentId }) => visible.has(documentId));
  const statements = answer.statements.filter(mayShow);
  const nearest = answer.nearest.filter(({ documentId }) => visible.has(documentId));
  const withheld = statements.length < answer.statements.length || nearest.length < answer.nearest.length;
  const text = withheld && !answer.abstained ? statements.map((one) => one.text).join(' ') : answer.answer;
  return { answer: { ...answer, statements, nearest, answer: text, trace: [] }, withheld };
}
