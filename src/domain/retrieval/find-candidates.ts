import type { Database, ReadTx } from '#kernel/transact';
import type {
  ChunkKey,
  LexicalIndex,
  PassageRecord,
  PassageStore,
  ScoredChunk,
  SearchScope,
  TermStatistics,
  VectorIndex,
} from './ports.ts';
import { type QueryReading, termsOfReading } from './read-terms.ts';
import { BM25 } from './rescore.ts';
import type { Trace } from './trace.ts';

/** How many of each kind are looked at a second time. */
const DEPTH = 50;

export interface FoundCandidate extends PassageRecord {
  /** Null when only its vector was found. */
  readonly lexical: number | null;
  /** Null when the question or the chunk has no vector. */
  readonly cosine: number | null;
}

export interface Found {
  readonly candidates: readonly FoundCandidate[];
  readonly statistics: TermStatistics;
  readonly indexVersion: number;
}

export interface FindDeps {
  readonly database: Database;
  readonly lexicalIndex: LexicalIndex;
  readonly vectorIndex: VectorIndex;
  readonly passages: PassageStore;
  readonly embedder: { readonly modelId: string } | null;
}

/** The best chunks by words and, where the question has a vector, by meaning, in one read transaction. */
export async function findCandidates(
  deps: FindDeps,
  scope: SearchScope,
  reading: QueryReading,
  vector: Float32Array | null,
  trace: Trace,
): Promise<Found> {
  return deps.database.read(scope.principal, async (tx) => {
    const statistics = await deps.lexicalIndex.statistics(tx, scope, termsOfReading(reading));
    const lexical = await deps.lexicalIndex.search(tx, scope, reading.terms, BM25, DEPTH);
    trace.add('lexical', {
      candidates: lexical.length,
      chunks: statistics.chunks,
      meanLength: statistics.meanLength,
      frequencies: Object.fromEntries(statistics.frequencies),
    });
    const dense = vector ? await findDense(deps, tx, scope, vector, lexical, trace) : [];
    const { keys, lexicalOf, cosineOf } = merge(lexical, dense);
    const records = await deps.passages.load(tx, scope, keys);
    const indexVersion = await deps.passages.indexVersion(tx, scope);
    const candidates = records.map((record) => ({
      ...record,
      lexical: lexicalOf.get(nameOf(record)) ?? null,
      cosine: cosineOf.get(nameOf(record)) ?? null,
    }));
    return { candidates, statistics, indexVersion };
  });
}

async function findDense(
  deps: FindDeps,
  tx: ReadTx,
  scope: SearchScope,
  vector: Float32Array,
  lexical: readonly ScoredChunk[],
  trace: Trace,
): Promise<readonly ScoredChunk[]> {
  const { vectorIndex, embedder } = deps;
  const { workspaceId } = scope.principal;
  const space = await vectorIndex.findSpace(tx, workspaceId, embedder?.modelId ?? '', vector.length);
  if (!space) {
    trace.add('dense', { candidates: 0, space: null });
    return [];
  }
  const nearest = await vectorIndex.search(tx, scope, space.id, vector, DEPTH);
  const names = new Set(nearest.map(nameOf));
  const others = lexical.filter((chunk) => !names.has(nameOf(chunk)));
  const rest = await vectorIndex.similarities(tx, scope, space.id, vector, others);
  trace.add('dense', { candidates: nearest.length, space: space.id });
  return [...nearest, ...rest];
}

function merge(lexical: readonly ScoredChunk[], dense: readonly ScoredChunk[]) {
  const keys = new Map<string, ChunkKey>();
  for (const { document, ordinal } of [...lexical, ...dense]) {
    const key = { document, ordinal };
    keys.set(nameOf(key), key);
  }
  const scores = (chunks: readonly ScoredChunk[]) => new Map(chunks.map((chunk) => [nameOf(chunk), chunk.score]));
  return { keys: [...keys.values()], lexicalOf: scores(lexical), cosineOf: scores(dense) };
}

export function nameOf({ document, ordinal }: ChunkKey): string {
  return `${document}/${ordinal}`;
}
