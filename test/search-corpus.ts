/** Fills a database with indexed documents directly, many at a time: for tests and benchmarks of search. */

import { createHash } from 'node:crypto';
import { drizzleOf, type Queries, sql } from '#adapters/database/transaction';
import { buildPostings, type TermPosting } from '#domain/language/index';
import { systemClock } from '#kernel/clock';
import { createIdGenerator, type Id } from '#kernel/id';
import type { Language } from '#kernel/language';
import type { Principal } from '#kernel/principal';
import { seededRandom } from '#kernel/random';
import type { Database } from '#kernel/transact';

export interface CorpusDocument {
  readonly name: string;
  readonly groupIds: readonly Id[];
  readonly language: Language;
  readonly chunks: readonly string[];
  readonly headings?: readonly string[];
}

export interface CorpusBase {
  readonly groupIds: readonly Id[];
  readonly documents: readonly CorpusDocument[];
}

const newId = createIdGenerator(systemClock, seededRandom(1));
/** Stands between the chunks of a document in its stored text. */
export const CHUNK_GAP = '\n\n';
const BATCH = 200;

/** A workspace with these knowledge bases; gives their ids. Document numbers rise in the order given. */
export async function insertCorpus(
  database: Database,
  principal: Principal,
  bases: readonly CorpusBase[],
): Promise<readonly Id[]> {
  const { workspaceId } = principal;
  const act = { action: 'test.fill' };
  await database.transact(principal, act, async (tx) => {
    await drizzleOf(tx).execute(sql`
      INSERT INTO workspace (id, name, title, created_at)
      VALUES (${workspaceId}::uuid, ${workspaceId}, 'Test', now()) ON CONFLICT DO NOTHING`);
  });
  const ids: Id[] = [];
  for (const base of bases) {
    const id = newId();
    const sourceId = newId();
    ids.push(id);
    await database.transact(principal, act, async (tx) => {
      await drizzleOf(tx).execute(sql`
        INSERT INTO knowledge_base (id, workspace_id, name, title, group_ids)
        VALUES (${id}::uuid, ${workspaceId}::uuid, ${id}, 'Test', ${uuids(base.groupIds)}::uuid[])`);
      await drizzleOf(tx).execute(sql`
        INSERT INTO source (id, workspace_id, knowledge_base_id, kind, location)
        VALUES (${sourceId}::uuid, ${workspaceId}::uuid, ${id}::uuid, 'upload', 'upload')`);
    });
    for (let at = 0; at < base.documents.length; at += BATCH) {
      const documents = base.documents.slice(at, at + BATCH);
      await database.transact(principal, act, (tx) =>
        insertDocuments(drizzleOf(tx), { workspaceId, knowledgeBaseId: id, sourceId }, documents),
      );
    }
  }
  return ids;
}

interface Place {
  readonly workspaceId: Id;
  readonly knowledgeBaseId: Id;
  readonly sourceId: Id;
}

async function insertDocuments(queries: Queries, place: Place, documents: readonly CorpusDocument[]): Promise<void> {
  const audiences = new Map<string, number>();
  const made = documents.map((document) => ({ document, id: newId(), postings: postingsOf(document) }));
  for (const { document } of made) {
    const key = uuids(document.groupIds);
    if (!audiences.has(key)) audiences.set(key, await audienceId(queries, place, key));
  }
  const audienceOf = (document: CorpusDocument) => audiences.get(uuids(document.groupIds)) ?? 0;
  const { rows } = await queries.execute<{ id: Id; serial: number }>(sql`
    INSERT INTO document (id, workspace_id, knowledge_base_id, source_id, name, audience_id, state, version, title,
      language, media_type, size_bytes, chunk_count, updated_at)
    SELECT id, ${place.workspaceId}::uuid, ${place.knowledgeBaseId}::uuid, ${place.sourceId}::uuid, name, audience,
      'ready', 1, name, language, 'text/plain', 0, chunks, now()
    FROM jsonb_to_recordset(${JSON.stringify(
      made.map(({ document, id }) => ({
        id,
        name: document.name,
        audience: audienceOf(document),
        language: document.language,
        chunks: document.chunks.length,
      })),
    )}::jsonb) AS given (id uuid, name text, audience int, language text, chunks int)
    RETURNING id, serial`);
  const serials = new Map(rows.map(({ id, serial }) => [id, serial]));
  await insertVersions(queries, place, made);
  await insertChunks(queries, made, serials, audienceOf);
  await insertPostings(queries, made, serials, audienceOf);
}

type Made = { readonly document: CorpusDocument; readonly id: Id; readonly postings: readonly TermPosting[] };

function postingsOf({ chunks, headings = [], language }: CorpusDocument): readonly TermPosting[] {
  return buildPostings(chunks.map((text, ordinal) => ({ ordinal, text, headings, language })));
}

async function insertVersions(queries: Queries, { workspaceId }: Place, made: readonly Made[]): Promise<void> {
  await queries.execute(sql`
    INSERT INTO document_version (id, workspace_id, document_id, number, title, original_hash, text_hash, pipeline,
      media_type, size_bytes, created_at, text, layout)
    SELECT version, ${workspaceId}::uuid, id, 1, name, hash, hash, 'test', 'text/plain', 0, now(), text, ''::bytea
    FROM jsonb_to_recordset(${JSON.stringify(
      made.map(({ document, id }) => {
        const text = document.chunks.join(CHUNK_GAP);
        return {
          version: newId(),
          id,
          name: document.name,
          hash: createHash('sha256').update(text).digest('hex'),
          text,
        };
      }),
    )}::jsonb) AS given (version uuid, id uuid, name text, hash text, text text)`);
}

async function insertChunks(
  queries: Queries,
  made: readonly Made[],
  serials: ReadonlyMap<Id, number>,
  audienceOf: (document: CorpusDocument) => number,
): Promise<void> {
  const rows = made.flatMap(({ document, id }) => {
    let start = 0;
    return document.chunks.map((text, ordinal) => {
      const row = {
        document: serials.get(id),
        ordinal,
        audience: audienceOf(document),
        start,
        end: start + text.length,
        language: document.language,
        headings: document.headings ?? [],
        text,
      };
      start = row.end + CHUNK_GAP.length;
      return row;
    });
  });
  await queries.execute(sql`
    INSERT INTO chunk (document, ordinal, audience_id, start, "end", tokens, language, headings, text)
    SELECT document, ordinal, audience, start, "end", 0, language,
      ARRAY(SELECT jsonb_array_elements_text(headings)), text
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS given (document int, ordinal int, audience int, start int, "end" int, language text, headings jsonb, text text)`);
}

async function insertPostings(
  queries: Queries,
  made: readonly Made[],
  serials: ReadonlyMap<Id, number>,
  audienceOf: (document: CorpusDocument) => number,
): Promise<void> {
  const rows = made.flatMap(({ document, id, postings }) =>
    postings.map((posting) => ({
      term: posting.term,
      audience: audienceOf(document),
      document: serials.get(id) ?? 0,
      ordinals: `{${posting.ordinals.join(',')}}`,
      frequencies: `{${posting.frequencies.join(',')}}`,
      lengths: `{${posting.lengths.join(',')}}`,
    })),
  );
  const chunks = new Map<string, { term: string; audience: number; chunks: number }>();
  for (const row of rows) {
    const key = `${row.audience} ${row.term}`;
    const known = chunks.get(key) ?? { term: row.term, audience: row.audience, chunks: 0 };
    known.chunks += row.ordinals.split(',').length;
    chunks.set(key, known);
  }
  await queries.execute(sql`
    INSERT INTO posting (term, audience_id, document, ordinals, frequencies, lengths)
    SELECT term, audience, document, ordinals::int[], frequencies::real[], lengths::int[]
    FROM unnest(${sql.param(rows.map(({ term }) => term))}::text[], ${numbers(rows.map((row) => row.audience))}::int[],
      ${numbers(rows.map((row) => row.document))}::int[], ${sql.param(rows.map((row) => row.ordinals))}::text[],
      ${sql.param(rows.map((row) => row.frequencies))}::text[], ${sql.param(rows.map((row) => row.lengths))}::text[])
      AS given (term, audience, document, ordinals, frequencies, lengths)`);
  const counted = [...chunks.values()];
  await queries.execute(sql`
    INSERT INTO term_statistic (term, audience_id, chunks)
    SELECT * FROM unnest(${sql.param(counted.map(({ term }) => term))}::text[],
      ${numbers(counted.map(({ audience }) => audience))}::int[], ${numbers(counted.map((row) => row.chunks))}::int[])
    ON CONFLICT (term, audience_id) DO UPDATE SET chunks = term_statistic.chunks + excluded.chunks`);
  for (const { document, postings } of made) {
    const lengths = new Map(postings.flatMap((row) => row.ordinals.map((at, index) => [at, row.lengths[index] ?? 1])));
    const total = document.chunks.reduce((sum, _text, ordinal) => sum + (lengths.get(ordinal) ?? 1), 0);
    await queries.execute(sql`
      UPDATE audience SET chunks = chunks + ${document.chunks.length}, total_length = total_length + ${total}
      WHERE id = ${audienceOf(document)}`);
  }
}

async function audienceId(queries: Queries, { workspaceId, knowledgeBaseId }: Place, groups: string): Promise<number> {
  const { rows } = await queries.execute<{ id: number }>(sql`
    INSERT INTO audience (workspace_id, knowledge_base_id, group_ids)
    VALUES (${workspaceId}::uuid, ${knowledgeBaseId}::uuid, ${groups}::uuid[])
    ON CONFLICT (knowledge_base_id, group_ids) DO UPDATE SET chunks = audience.chunks
    RETURNING id`);
  return rows[0]?.id ?? 0;
}

function uuids(ids: readonly Id[]): string {
  return `{${[...new Set(ids)].sort().join(',')}}`;
}

function numbers(values: readonly number[]): string {
  return `{${values.join(',')}}`;
}
