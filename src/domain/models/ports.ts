/** Door for adapters: models are AI SDK models (provider specification v3), so that everything that speaks it plugs in. */

import type { EmbeddingModelV3, LanguageModelV3 } from '@ai-sdk/provider';

export type LanguageModel = LanguageModelV3;
export type EmbeddingModel = EmbeddingModelV3;

/** A configured model server. The name and address are safe to show; the key never leaves the adapter. */
export interface ModelEndpoint {
  readonly name: string;
  readonly baseUrl: string;
  readonly model: string;
}
