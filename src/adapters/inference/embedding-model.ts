/** An embedding model behind any server that speaks OpenAI's embeddings protocol. */

import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { EmbeddingModel } from '#domain/models/ports';
import { type ModelServer, serverOrigin, withKey } from './server-address.ts';

/** @throws InputError `MODEL_URL_INVALID` */
export function openAiCompatibleEmbeddingModel(server: ModelServer): EmbeddingModel {
  serverOrigin(server.baseUrl);
  const provider = createOpenAICompatible({
    name: 'openai-compatible',
    baseURL: server.baseUrl,
    fetch: withKey(server),
  });
  return provider.embeddingModel(server.model);
}
