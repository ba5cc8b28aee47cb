/** Door of models for other domains. */

export { type EmbedOptions, embedTexts } from './embed-texts.ts';
export type { EmbeddingModel, LanguageModel, ModelEndpoint } from './ports.ts';
