/** BM25 by postings: statistics are sums over the audiences that are visible, so that what is not visible counts nothing. */

import { sql } from 'drizzle-orm';
import {
  type Bm25Parameters,
  inverseDocumentFrequency,
  type LexicalIndex,
  type QueryTerm,
  type SearchScope,
  type TermStatistics,
} from '#domain/retrieval/ports';
import type { ReadTx } from '#kernel/transact';
import { drizzleOf } from './transaction.ts';
import { visibleAudienceIds, visibleAudiences } from './visible-audiences.ts';

export function createLexicalIndex(): LexicalIndex {
  return {
    statistics,
    search: async (tx, scope, terms, parameters, limit) => {
      const found = await statistics(
        tx,
        scope,
        terms.map(({ term }) => term),
      );
      return rank(tx, scope, weigh(terms, found), found.meanLength, parameters, limit);
    },
  };
}

async function statistics(tx: ReadTx, scope: SearchScope, terms: readonly string[]): Promise<TermStatistics> {
  const { rows } = await drizzleOf(tx).execute<{ term: string | null; chunks: string; length: string }>(sql`
    WITH visible AS MATERIALIZED (${visibleAudiences(scope)})
    SELECT NULL AS term, coalesce(sum(chunks), 0)::text AS chunks, coalesce(sum(total_length), 0)::text AS length
    FROM visible
    UNION ALL
    SELECT term, sum(statistic.chunks)::text, '0'
    FROM term_statistic AS statistic
    WHERE term = ANY (${sql.param([...new Set(terms)])}::text[])
      AND audience_id = ANY (ARRAY(SELECT id FROM visible))
    GROUP BY term`);
  const frequencies = new Map<string, number>();
  let chunks = 0;
  let length = 0;
  for (const row of rows) {
    if (row.term === null) {
      chunks = Number(row.chunks);
      length = Number(row.length);
    } else if (row.chunks !== '0') frequencies.set(row.term, Number(row.chunks));
  }
  return { chunks, meanLength: chunks === 0 ? 0 : length / chunks, frequencies };
}

interface WeightedTerm {
  readonly term: string;
  /** Inverse document frequency times the weight in the question. */
  readonly idf: number;
}

/** Only the terms that occur, each once. */
function weigh(terms: readonly QueryTerm[], { chunks, frequencies }: TermStatistics): readonly WeightedTerm[] {
  return terms.flatMap(({ term, weight }) => {
    const frequency = frequencies.get(term);
    return frequency === undefined ? [] : [{ term, idf: weight * inverseDocumentFrequency(chunks, frequency) }];
  });
}

async function rank(
  tx: ReadTx,
  scope: SearchScope,
  terms: readonly WeightedTerm[],
  meanLength: number,
  { k1, b }: Bm25Parameters,
  limit: number,
) {
  if (terms.length === 0) return [];
  // The formula of bm25Contribution and quantise, in the same order of operations, so that both give the same numbers.
  const { rows } = await drizzleOf(tx).execute<{ document: number; ordinal: number; score: number }>(sql`
    SELECT document, ordinal,
      sum(floor(idf * frequency * ${k1 + 1}::float8
        / (frequency + ${k1}::float8 * (${1 - b}::float8 + ${b}::float8 * length / ${meanLength}::float8))
        * 1048576 + 0.5)) / 1048576 AS score
    FROM (
      SELECT asked.idf, posting.document, unnest(posting.ordinals) AS ordinal,
        unnest(posting.frequencies)::float8 AS frequency, unnest(posting.lengths)::float8 AS length
      FROM unnest(
          ${sql.param(terms.map(({ term }) => term))}::text[], ${sql.param(terms.map(({ idf }) => idf))}::float8[]
        ) AS asked (term, idf)
      JOIN posting ON posting.term = asked.term AND posting.audience_id = ANY (${visibleAudienceIds(scope)})
    ) AS place
    GROUP BY document, ordinal
    ORDER BY score DESC, document, ordinal
    LIMIT ${limit}`);
  return rows.map(({ document, ordinal, score }) => ({ document, ordinal, score: Number(score) }));
}
