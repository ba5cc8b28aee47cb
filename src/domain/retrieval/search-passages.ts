import { require } from '#domain/access/index';
import type { EmbeddingModel } from '#domain/models/index';
import type { Clock } from '#kernel/clock';
import type { Id } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import type { Database } from '#kernel/transact';
import { buildPassage } from './build-passage.ts';
import { deduplicate } from './deduplicate.ts';
import { embedQuery } from './embed-query.ts';
import { limitInvalid } from './errors.ts';
import { findCandidates } from './find-candidates.ts';
import { joinNeighbours, type Run } from './join-neighbours.ts';
import type { Passage, SearchResult } from './passage.ts';
import type { LexicalIndex, PassageStore, SearchScope, VectorIndex } from './ports.ts';
import { findRelatives, type InForce, preferInForce } from './prefer-in-force.ts';
import { type RankedCandidate, rankCandidates } from './rank-candidates.ts';
import { readQuestion } from './read-question.ts';
import { readTerms } from './read-terms.ts';
import { createTrace } from './trace.ts';

export interface SearchDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly lexicalIndex: LexicalIndex;
  readonly vectorIndex: VectorIndex;
  readonly passages: PassageStore;
  /** Null when no embedding model is configured: then the search is lexical. */
  readonly embedder: EmbeddingModel | null;
}

export interface SearchInput {
  readonly principal: Principal;
  readonly query: string;
  /** Null searches every knowledge base that the principal may see. */
  readonly knowledgeBaseIds: readonly Id[] | null;
  /** Most passages to return, 1 to 100. */
  readonly limit: number;
  readonly signal?: AbortSignal;
}

const MOST = 100;

/**
 * The passages that fit a question best, among those that the principal may see.
 * When the embedding model fails, the search is lexical and the trace says so.
 * @throws QuestionError `QUESTION_EMPTY`, `QUESTION_TOO_LONG`, `QUESTION_NOT_TEXT`, `LIMIT_INVALID`
 * @throws PolicyError `NOT_PERMITTED`
 */
export async function searchPassages(deps: SearchDeps, input: SearchInput): Promise<SearchResult> {
  const { principal, limit } = input;
  require(principal, 'search.run');
  const query = readQuestion(input.query);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST) throw limitInvalid(limit, MOST);
  const scope: SearchScope = { principal, knowledgeBaseIds: input.knowledgeBaseIds };
  const trace = createTrace(deps.clock);

  const reading = readTerms(query);
  trace.add('analyze', {
    language: reading.language,
    confidence: reading.confidence,
    terms: reading.terms.map(({ term, weight }) => ({ term, weight })),
  });
  const vector = await embedQuery(deps, query, trace, input.signal);
  const found = await findCandidates(deps, scope, reading, vector, trace);
  const ranked = await rankCandidates(deps, scope, reading, found, trace);

  const inForce = await orderEditions(deps, scope, query, ranked);
  const { kept, dropped } = deduplicate(inForce.slice(0, 3 * limit));
  trace.add('deduplicate', { kept: kept.length, dropped });
  const runs = joinNeighbours(kept, limit);
  const passages = await buildPassages(deps, scope, runs);
  trace.add('join', { passages: passages.length, joined: runs.filter((run) => run.chunks.length > 1).length });
  const superseded = supersededAmong(passages);
  if (superseded.length > 0) trace.add('editions', { superseded });
  return { query, language: reading.language, passages, indexVersion: found.indexVersion, trace: trace.stages };
}

/** Reads how the documents begin that look like editions of one, where any do. */
async function orderEditions(
  { database, passages, clock }: SearchDeps,
  scope: SearchScope,
  query: string,
  ranked: readonly RankedCandidate[],
): Promise<readonly InForce<RankedCandidate>[]> {
  const relatives = [...findRelatives(ranked).keys()];
  if (relatives.length === 0) return ranked;
  const keys = relatives.map((document) => ({ document, ordinal: 0 }));
  const openings = await database.read(scope.principal, (tx) => passages.load(tx, scope, keys));
  const texts = new Map(openings.map(({ document, text }) => [document, text]));
  return preferInForce(query, ranked, texts, clock.now().getUTCFullYear());
}

/** Only documents that are shown: the trace of a record follows the visibility of those. */
function supersededAmong(passages: readonly Passage[]) {
  return passages.flatMap(({ document, supersededBy }) => {
    const inForce = passages.find(({ documentId }) => documentId === supersededBy);
    return inForce ? [{ document, inForce: inForce.document }] : [];
  });
}

async function buildPassages(
  { database, passages }: SearchDeps,
  scope: SearchScope,
  runs: readonly Run[],
): Promise<readonly Passage[]> {
  const joined = runs.flatMap(({ chunks }) => (chunks.length > 1 && chunks[0] ? [chunks[0].document] : []));
  const texts =
    joined.length > 0
      ? await database.read(scope.principal, (tx) => passages.texts(tx, scope, [...new Set(joined)]))
      : new Map<number, { version: number; text: string }>();
  return runs.flatMap((run) => {
    const first = run.chunks[0];
    const stored = first && texts.get(first.document);
    // The document may have changed since the candidates were read: then the best chunk stands alone.
    const text = stored && stored.version === first.version ? stored.text : undefined;
    const passage = buildPassage(text === undefined ? bestOf(run) : run, text);
    return passage ? [passage] : [];
  });
}

function bestOf(run: Run): Run {
  return { ...run, chunks: [...run.chunks].sort((left, right) => right.score - left.score).slice(0, 1) };
}
