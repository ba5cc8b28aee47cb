/** Numbers the distinct places that an answer cites, in order of first mention. */

import type { Citation, Statement } from '../../lib/api-types.ts';

export interface NumberedCitation {
  readonly number: number;
  readonly citation: Citation;
}

export interface CitedStatement {
  readonly statement: Statement;
  readonly citations: readonly NumberedCitation[];
}

export interface NumberedAnswer {
  readonly statements: readonly CitedStatement[];
  readonly sources: readonly NumberedCitation[];
}

function keyOf({ documentId, version, start, end }: Citation): string {
  return `${documentId} ${version} ${start} ${end}`;
}

/** Two statements that point at the same span of the same version share a number. */
export function numberCitations(statements: readonly Statement[]): NumberedAnswer {
  const byPlace = new Map<string, NumberedCitation>();
  const number = (citation: Citation): NumberedCitation => {
    const key = keyOf(citation);
    const known = byPlace.get(key);
    if (known) return known;
    const fresh = { number: byPlace.size + 1, citation };
    byPlace.set(key, fresh);
    return fresh;
  };
  const numbered = statements.map((statement) => {
    const own = new Map(statement.citations.map((citation) => [keyOf(citation), number(citation)]));
    return { statement, citations: [...own.values()] };
  });
  return { statements: numbered, sources: [...byPlace.values()] };
}
