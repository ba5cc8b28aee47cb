/** Door of generation: a question to a grounded, cited answer. */

export type { Answer, AnswerMode, Citation, Statement, UnsupportedPolicy } from './answer.ts';
export type { AnswerDeps, Generator } from './answer-deps.ts';
export { answerQuestion } from './answer-question.ts';
export { findInteraction } from './find-interaction.ts';
export { DEFAULT_GENERATION_LIMITS } from './generation-limits.ts';
export type { Interaction, InteractionStore } from './ports.ts';
