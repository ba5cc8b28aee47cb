import { InputError } from '#kernel/errors';

export class QuestionError extends InputError {}

export function questionEmpty(): QuestionError {
  return new QuestionError({
    code: 'QUESTION_EMPTY',
    message: 'The question is empty.',
    remedy: 'Write what you want to know, in Spanish or English.',
  });
}

export function questionTooLong(length: number, limit: number): QuestionError {
  return new QuestionError({
    code: 'QUESTION_TOO_LONG',
    message: `The question has ${length} characters; at most ${limit} are read.`,
    remedy: 'Ask a shorter question, or add the long text as a document and ask about it.',
    details: { length, limit },
  });
}

export function questionNotText(): QuestionError {
  return new QuestionError({
    code: 'QUESTION_NOT_TEXT',
    message: 'The question holds control characters or broken Unicode.',
    remedy: 'Send plain text; when a file was pasted, paste only its words.',
  });
}

export function limitInvalid(limit: number, most: number): QuestionError {
  return new QuestionError({
    code: 'LIMIT_INVALID',
    message: `${limit} is no number of passages that can be asked for.`,
    remedy: `Ask for 1 to ${most} passages.`,
    details: { most },
  });
}
