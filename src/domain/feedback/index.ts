/** Door of feedback. */

export { type GiveFeedbackDeps, type GiveFeedbackInput, giveFeedback } from './give-feedback.ts';
export { listFeedback } from './list-feedback.ts';
export type { Feedback, FeedbackStore, Rating, Reason } from './ports.ts';
