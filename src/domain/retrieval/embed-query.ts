import { type EmbeddingModel, embedTexts } from '#domain/models/index';
import type { Clock } from '#kernel/clock';
import { ProviderError, reportError } from '#kernel/errors';
import type { Trace } from './trace.ts';

/** How long a search waits for the embedding model before it goes on without. */
const PATIENCE_MS = 3_000;

/** The question's vector; null without an embedding model, or when it fails or is slow, which the trace then says. */
export async function embedQuery(
  { embedder, clock }: { embedder: EmbeddingModel | null; clock: Clock },
  query: string,
  trace: Trace,
  signal?: AbortSignal,
): Promise<Float32Array | null> {
  if (!embedder) return null;
  const limit = new AbortController();
  const stop = () => limit.abort(signal?.reason);
  signal?.throwIfAborted();
  signal?.addEventListener('abort', stop, { once: true });
  const over = new AbortController();
  try {
    const answer = embedTexts(embedder, [query], { signal: limit.signal });
    const [vector] = await Promise.race([answer, patience(clock, over.signal)]);
    trace.add('embed', { model: embedder.modelId, dimensions: vector?.length ?? 0 });
    return vector ?? null;
  } catch (error) {
    signal?.throwIfAborted();
    trace.add('embed', { model: embedder.modelId, degraded: true, code: reportError(error).code });
    return null;
  } finally {
    over.abort();
    limit.abort();
    signal?.removeEventListener('abort', stop);
  }
}

async function patience(clock: Clock, over: AbortSignal): Promise<never> {
  await clock.wait(PATIENCE_MS, over);
  throw new ProviderError({
    code: 'EMBEDDING_TIMEOUT',
    message: 'The embedding model did not answer in time.',
    remedy: 'Check the load of the model server; until then searches are lexical.',
  });
}
