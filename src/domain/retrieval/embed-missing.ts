import { type EmbeddingModel, embedTexts } from '#domain/models/index';
import type { NewId } from '#kernel/id';
import type { JobProgress } from '#kernel/job';
import type { Principal } from '#kernel/principal';
import type { Database } from '#kernel/transact';
import type { EmbeddingSpace, VectorIndex } from './ports.ts';

export interface EmbedMissingDeps {
  readonly database: Database;
  readonly vectorIndex: VectorIndex;
  readonly embedder: EmbeddingModel;
  readonly newId: NewId;
}

export interface EmbedMissingInput {
  readonly principal: Principal;
  readonly signal?: AbortSignal;
  readonly report?: (progress: JobProgress) => Promise<void>;
}

/** Few enough that interactive reads never wait long behind one write of the embedded database. */
const BATCH = 32;

/**
 * Gives every current chunk of the workspace a vector of the configured model. Goes on where it was stopped: what has
 * a vector is not embedded again.
 * @throws ProviderError when the model fails; the batches before are kept
 */
export async function embedMissing(deps: EmbedMissingDeps, input: EmbedMissingInput): Promise<{ embedded: number }> {
  const space = await ensureSpace(deps, input);
  let embedded = 0;
  for (;;) {
    input.signal?.throwIfAborted();
    const added = await embedBatch(deps, input, space);
    if (added === 0) return { embedded };
    embedded += added;
    await input.report?.({ stage: 'embedding', done: embedded, total: null });
  }
}

/** The dimension is only known once the model has answered. */
async function ensureSpace(deps: EmbedMissingDeps, { principal, signal }: EmbedMissingInput): Promise<EmbeddingSpace> {
  const [probe] = await embedTexts(deps.embedder, ['medida'], signal ? { signal } : {});
  const { workspaceId } = principal;
  const { modelId: model } = deps.embedder;
  const dimensions = probe?.length ?? 0;
  const known = await deps.database.read(principal, (tx) =>
    deps.vectorIndex.findSpace(tx, workspaceId, model, dimensions),
  );
  if (known) return known;
  const space = { id: deps.newId(), model, dimensions };
  return deps.database.transact(
    principal,
    {
      action: 'embedding-space.create',
      target: { type: 'embedding-space', id: space.id },
      details: { model, dimensions },
    },
    (tx) => deps.vectorIndex.ensureSpace(tx, workspaceId, space),
    { priority: 'background' },
  );
}

async function embedBatch(
  { database, vectorIndex, embedder }: EmbedMissingDeps,
  { principal, signal }: EmbedMissingInput,
  space: EmbeddingSpace,
): Promise<number> {
  const background = { priority: 'background' } as const;
  const { workspaceId } = principal;
  const chunks = await database.read(
    principal,
    (tx) => vectorIndex.missing(tx, workspaceId, space.id, BATCH),
    background,
  );
  if (chunks.length === 0) return 0;
  const vectors = await embedTexts(
    embedder,
    chunks.map(({ text }) => text),
    signal ? { signal } : {},
  );
  const rows = chunks.flatMap((chunk, index) => {
    const vector = vectors[index];
    return vector ? [{ ...chunk, vector }] : [];
  });
  await database.transact(
    principal,
    {
      action: 'chunk.embed',
      target: { type: 'embedding-space', id: space.id },
      details: { chunks: rows.length },
    },
    (tx) => vectorIndex.save(tx, space.id, rows),
    background,
  );
  return rows.length;
}
