/** An answer as plain text with its citations, for a message or a report. */

import type { Statement } from '../../lib/api-types.ts';
import { numberCitations } from './number-citations.ts';

export interface AnswerWords {
  readonly sources: string;
  readonly unsupported: string;
  readonly page: (page: number) => string;
  readonly version: (version: number) => string;
}

export function answerText(question: string, statements: readonly Statement[], words: AnswerWords): string {
  const numbered = numberCitations(statements);
  const lines = numbered.statements.map(({ statement, citations }) => {
    const marks = citations.map(({ number }) => `[${number}]`).join('');
    const doubt = statement.support === 'unsupported' ? ` (${words.unsupported})` : '';
    return `${statement.text}${marks === '' ? '' : ` ${marks}`}${doubt}`;
  });
  const sources = numbered.sources.map(({ number, citation }) =>
    [
      `[${number}] ${citation.title}`,
      citation.document === citation.title ? null : citation.document,
      words.version(citation.version),
      citation.page === null ? null : words.page(citation.page),
    ]
      .filter((part) => part !== null)
      .join(', '),
  );
  return [question, '', ...lines, ...(sources.length > 0 ? ['', `${words.sources}:`, ...sources] : [])].join('\n');
}
