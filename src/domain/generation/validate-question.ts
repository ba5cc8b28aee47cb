/** A question is a short text of visible characters. */

import { InputError } from '#kernel/errors';

/** UTF-16 code units after trimming. */
export const MAX_QUESTION_LENGTH = 2000;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/u;

/**
 * The question in NFC, trimmed, with runs of white space as one space.
 * @throws InputError `QUESTION_EMPTY`, `QUESTION_TOO_LONG`, `QUESTION_NOT_TEXT`
 */
export function validateQuestion(question: string): string {
  const raw = question.trim();
  if (raw.length > MAX_QUESTION_LENGTH) {
    throw new InputError({
      code: 'QUESTION_TOO_LONG',
      message: `The question has ${raw.length} characters; at most ${MAX_QUESTION_LENGTH} are read.`,
      remedy: 'Ask a shorter question, or add the long text as a document and ask about it.',
      details: { length: raw.length, limit: MAX_QUESTION_LENGTH },
    });
  }
  if (/\p{Surrogate}/u.test(raw) || CONTROL.test(raw)) {
    throw new InputError({
      code: 'QUESTION_NOT_TEXT',
      message: 'The question holds control characters or broken Unicode.',
      remedy: 'Send plain text; when a file was pasted, paste only its words.',
    });
  }
  const text = raw.normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (!/[\p{L}\p{N}]/u.test(text)) {
    throw new InputError({
      code: 'QUESTION_EMPTY',
      message: 'The question is empty.',
      remedy: 'Write what you want to know, in Spanish or English.',
    });
  }
  return text;
}
