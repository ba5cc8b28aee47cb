/** A passage may run over pages; a citation says the page on which its own text begins. */

import type { Passage } from '#domain/retrieval/index';
import type { Principal } from '#kernel/principal';
import type { Citation, Statement } from './answer.ts';
import type { AnswerDeps } from './answer-deps.ts';

export async function exactPages(
  { pageSpans }: Pick<AnswerDeps, 'pageSpans'>,
  principal: Principal,
  statement: Statement,
  passages: readonly Passage[],
): Promise<Statement> {
  const runsOver = (citation: Citation) =>
    passages.some(
      ({ documentId, version, start, end, page, pageEnd }) =>
        documentId === citation.documentId &&
        version === citation.version &&
        start <= citation.start &&
        citation.end <= end &&
        page !== pageEnd,
    );
  if (!pageSpans || !statement.citations.some(runsOver)) return statement;
  const citations = await Promise.all(
    statement.citations.map(async (citation) => {
      if (!runsOver(citation)) return citation;
      const spans = await pageSpans(principal, citation.documentId, citation.version);
      const own = spans.find(({ start, end }) => start <= citation.start && citation.start < end);
      return own ? { ...citation, page: own.page } : citation;
    }),
  );
  return { ...statement, citations };
}
