/** The configured model servers, behind the one way out. */

import { createOriginFetch } from '#adapters/fetching/origin-fetch';
import { openAiCompatibleEmbeddingModel } from '#adapters/inference/embedding-model';
import { openAiCompatibleLanguageModel } from '#adapters/inference/language-model';
import { serverOrigin } from '#adapters/inference/server-address';
import { DEFAULT_GENERATION_LIMITS, type Generator } from '#domain/generation/index';
import type { EmbeddingModel } from '#domain/models/index';
import type { SettingValues } from './settings.ts';

export interface ConnectedModels {
  readonly generator: Generator | null;
  readonly embedder: EmbeddingModel | null;
}

const MOST_RESPONSE_BYTES = 64 * 1024 * 1024;

/** A model that is only half configured is not used; `doctor` says so. */
export function connectModels(values: SettingValues): ConnectedModels {
  const { modelUrl, model, modelKey, embedderUrl, embedder, embedderKey } = values;
  const origins = [modelUrl, embedderUrl].flatMap((url) => (url === null ? [] : [serverOrigin(url)]));
  const { totalMilliseconds } = DEFAULT_GENERATION_LIMITS;
  const fetch = createOriginFetch({ origins, maxResponseBytes: MOST_RESPONSE_BYTES, totalMilliseconds });
  const keyed = (key: string | null) => (key === null ? {} : { apiKey: () => key });
  return {
    generator:
      modelUrl === null || model === null
        ? null
        : {
            name: model,
            model: openAiCompatibleLanguageModel({ baseUrl: modelUrl, model, fetch, ...keyed(modelKey) }),
            limits: DEFAULT_GENERATION_LIMITS,
            allowDegraded: values.allowDegraded,
          },
    embedder:
      embedderUrl === null || embedder === null
        ? null
        : openAiCompatibleEmbeddingModel({
            ...{ baseUrl: embedderUrl, model: embedder, fetch },
            ...keyed(embedderKey),
          }),
  };
}
