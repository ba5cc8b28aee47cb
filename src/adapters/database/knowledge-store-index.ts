/**
 * Chunks, postings and statistics of one document. The knowledge base must be locked: its statistics are rows that
 * every document of it shares.
 */

import { type SQL, sql } from 'drizzle-orm';
import type { Chunk, DocumentPosting, NewVersion } from '#domain/knowledge/ports';
import type { WriteTx } from '#kernel/transact';
import { drizzleOf } from './transaction.ts';
import { toArray } from './visible-audiences.ts';

/** Rows per statement: keeps parameters in the low megabytes. */
const CHUNKS_AT_ONCE = 500;
const POSTINGS_AT_ONCE = 5_000;

export async function addToIndex(
  tx: WriteTx,
  serial: number,
  audienceId: number,
  { chunks, postings }: Pick<NewVersion, 'chunks' | 'postings'>,
): Promise<void> {
  for (const batch of batches(chunks, CHUNKS_AT_ONCE)) await insertChunks(tx, serial, audienceId, batch);
  for (const batch of batches(postings, POSTINGS_AT_ONCE)) await insertPostings(tx, serial, audienceId, batch);
  const lengths = new Map(
    postings.flatMap(({ ordinals, lengths: all }) => ordinals.map((one, at) => [one, all[at] ?? 0])),
  );
  const total = [...lengths.values()].reduce((sum, length) => sum + length, 0);
  await drizzleOf(tx).execute(sql`
    UPDATE audience SET chunks = chunks + ${chunks.length}, total_length = total_length + ${total}
    WHERE id = ${audienceId}`);
}

export async function removeFromIndex(tx: WriteTx, serial: number, audienceId: number): Promise<void> {
  await subtract(tx, serial, audienceId);
  await drizzleOf(tx).execute(sql`DELETE FROM posting WHERE document = ${serial}`);
  await drizzleOf(tx).execute(sql`DELETE FROM chunk WHERE document = ${serial}`);
}

export async function moveInIndex(tx: WriteTx, serial: number, from: number, to: number): Promise<void> {
  await subtract(tx, serial, from);
  const queries = drizzleOf(tx);
  await queries.execute(sql`UPDATE posting SET audience_id = ${to} WHERE document = ${serial}`);
  await queries.execute(sql`UPDATE chunk SET audience_id = ${to} WHERE document = ${serial}`);
  await queries.execute(sql`
    INSERT INTO term_statistic AS known (term, audience_id, chunks)
    SELECT term, ${to}, cardinality(ordinals) FROM posting WHERE document = ${serial} ORDER BY term
    ON CONFLICT (term, audience_id) DO UPDATE SET chunks = known.chunks + excluded.chunks`);
  await queries.execute(sql`
    UPDATE audience SET chunks = chunks + ${chunkCount(serial)}, total_length = total_length + ${totalLength(serial)}
    WHERE id = ${to}`);
}

/** Takes a document's chunks and terms out of its audience's counts; its own rows still stand. */
async function subtract(tx: WriteTx, serial: number, audienceId: number): Promise<void> {
  const queries = drizzleOf(tx);
  await queries.execute(sql`
    DELETE FROM term_statistic AS known USING posting
    WHERE posting.document = ${serial} AND known.term = posting.term AND known.audience_id = ${audienceId}
      AND known.chunks <= cardinality(posting.ordinals)`);
  await queries.execute(sql`
    UPDATE term_statistic AS known SET chunks = known.chunks - cardinality(posting.ordinals) FROM posting
    WHERE posting.document = ${serial} AND known.term = posting.term AND known.audience_id = ${audienceId}`);
  await queries.execute(sql`
    UPDATE audience SET chunks = chunks - ${chunkCount(serial)}, total_length = total_length - ${totalLength(serial)}
    WHERE id = ${audienceId}`);
}

function chunkCount(serial: number): SQL {
  return sql`(SELECT count(*) FROM chunk WHERE document = ${serial})`;
}

/** Sum of the lengths in terms of a document's chunks; each posting repeats the length of every chunk it names. */
function totalLength(serial: number): SQL {
  return sql`(SELECT coalesce(sum(length), 0) FROM (
    SELECT DISTINCT held.ordinal, held.length
    FROM posting, unnest(posting.ordinals, posting.lengths) AS held (ordinal, length)
    WHERE posting.document = ${serial}) AS once)`;
}

async function insertChunks(tx: WriteTx, serial: number, audienceId: number, chunks: readonly Chunk[]): Promise<void> {
  await drizzleOf(tx).execute(sql`
    INSERT INTO chunk (document, audience_id, ordinal, start, "end", page_start, page_end, tokens, language, headings, text)
    SELECT ${serial}, ${audienceId}, ordinal, start, "end", "pageStart", "pageEnd", tokens, language,
      ARRAY(SELECT json_array_elements_text(headings)), text
    FROM json_to_recordset(${JSON.stringify(chunks)}::json) AS given (
      ordinal integer, start integer, "end" integer, "pageStart" integer, "pageEnd" integer, tokens integer,
      language text, headings json, text text)`);
}

/** Terms come sorted, so that statistics are always written in one order. */
async function insertPostings(
  tx: WriteTx,
  serial: number,
  audienceId: number,
  postings: readonly DocumentPosting[],
): Promise<void> {
  const terms = sql.param(postings.map(({ term }) => term));
  const arrays = (read: (posting: DocumentPosting) => readonly number[]) =>
    sql.param(postings.map((posting) => toArray(read(posting))));
  await drizzleOf(tx).execute(sql`
    WITH given AS (
      SELECT term, ordinals::integer[] AS ordinals, frequencies::real[] AS frequencies, lengths::integer[] AS lengths
      FROM unnest(${terms}::text[], ${arrays(({ ordinals }) => ordinals)}::text[],
        ${arrays(({ frequencies }) => frequencies)}::text[], ${arrays(({ lengths }) => lengths)}::text[])
        AS rows (term, ordinals, frequencies, lengths)),
    posted AS (
      INSERT INTO posting (term, audience_id, document, ordinals, frequencies, lengths)
      SELECT term, ${audienceId}, ${serial}, ordinals, frequencies, lengths FROM given)
    INSERT INTO term_statistic AS known (term, audience_id, chunks)
    SELECT term, ${audienceId}, cardinality(ordinals) FROM given
    ON CONFLICT (term, audience_id) DO UPDATE SET chunks = known.chunks + excluded.chunks`);
}

function* batches<Item>(items: readonly Item[], size: number): Iterable<readonly Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
