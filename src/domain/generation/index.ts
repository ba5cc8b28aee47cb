/** Door of generation: a question to a grounded, cited answer. */

export { abstentionSentence } from './abstention.ts';
export type {
  AbstentionReason,
  Answer,
  AnswerEvent,
  AnswerMode,
  AnswerUsage,
  Citation,
  Statement,
  Support,
  UnsupportedPolicy,
} from './answer.ts';
export type { AnswerDeps, AnswerInput, Generator } from './answer-deps.ts';
export { answerQuestion } from './answer-question.ts';
export { interactionNotFound } from './errors.ts';
export { type FindInteractionDeps, findInteraction } from './find-interaction.ts';
export { DEFAULT_GENERATION_LIMITS, type GenerationLimits } from './generation-limits.ts';
export type { Interaction, InteractionStore } from './ports.ts';
