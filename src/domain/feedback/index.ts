/** Door of feedback. */

export { type GiveFeedbackDeps, giveFeedback } from './give-feedback.ts';
export { listFeedback } from './list-feedback.ts';
