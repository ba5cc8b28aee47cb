export { forgetAnswers } from './answer-session.ts';
export { AskPage } from './ask-page.tsx';
