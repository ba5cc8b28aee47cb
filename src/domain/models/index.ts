/** Door of models for other domains. */

export { embedTexts } from './embed-texts.ts';
export type { EmbeddingModel, LanguageModel, ModelEndpoint } from './ports.ts';
