/** A language model behind any server that speaks OpenAI's chat protocol. */

import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { LanguageModel } from '#domain/models/ports';
import { type ModelServer, serverOrigin, withKey } from './server-address.ts';

/** @throws InputError `MODEL_URL_INVALID` */
export function openAiCompatibleLanguageModel(server: ModelServer): LanguageModel {
  serverOrigin(server.baseUrl);
  const provider = createOpenAICompatible({
    name: 'openai-compatible',
    baseURL: server.baseUrl,
    fetch: withKey(server),
    includeUsage: true,
  });
  return provider.chatModel(server.model);
}
