import { MedidaError, ProviderError } from '#kernel/errors';
import type { EmbeddingModel } from './ports.ts';

/** Most texts sent in one call when the model does not say. */
const BATCH = 64;

export interface EmbedOptions {
  readonly signal?: AbortSignal;
}

/**
 * Vectors of unit length, one per text, in order.
 * @throws ProviderError `EMBEDDING_FAILED` when the model fails, `EMBEDDING_INVALID` when what it gives is no vector
 */
export async function embedTexts(
  model: EmbeddingModel,
  texts: readonly string[],
  options: EmbedOptions = {},
): Promise<readonly Float32Array[]> {
  const limit = (await model.maxEmbeddingsPerCall) ?? BATCH;
  const size = Math.max(1, Math.min(limit, BATCH));
  const vectors: Float32Array[] = [];
  for (let at = 0; at < texts.length; at += size) {
    const values = texts.slice(at, at + size);
    const embeddings = await call(model, values, options);
    if (embeddings.length !== values.length) throw invalid(model);
    for (const embedding of embeddings) vectors.push(unit(model, embedding));
  }
  return vectors;
}

async function call(model: EmbeddingModel, values: string[], { signal }: EmbedOptions): Promise<number[][]> {
  try {
    const result = await model.doEmbed({ values, ...(signal ? { abortSignal: signal } : {}) });
    return result.embeddings;
  } catch (error) {
    signal?.throwIfAborted();
    if (MedidaError.isInstance(error)) throw error;
    throw new ProviderError({
      code: 'EMBEDDING_FAILED',
      message: `The embedding model ${model.modelId} could not be reached or failed.`,
      remedy: 'Check that the model server runs and that its address and key are right.',
      cause: error,
    });
  }
}

function unit(model: EmbeddingModel, embedding: readonly number[]): Float32Array {
  const length = Math.hypot(...embedding);
  if (!Number.isFinite(length) || length === 0) throw invalid(model);
  return Float32Array.from(embedding, (value) => value / length);
}

function invalid(model: EmbeddingModel): ProviderError {
  return new ProviderError({
    code: 'EMBEDDING_INVALID',
    message: `The embedding model ${model.modelId} answered with something that is not one vector per text.`,
    remedy: 'Check that the configured model is an embedding model.',
  });
}
