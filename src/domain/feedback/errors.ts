/** Errors of giving feedback. */

import { InputError } from '#kernel/errors';

export function feedbackEmpty(): InputError {
  return new InputError({
    code: 'FEEDBACK_EMPTY',
    message: 'The feedback says nothing: it has no rating, reason, comment or correction.',
    remedy: 'Give at least one of them.',
  });
}

export function feedbackTooLong(field: string, length: number, limit: number): InputError {
  return new InputError({
    code: 'FEEDBACK_TOO_LONG',
    message: `The ${field} has ${length} characters; at most ${limit} are kept.`,
    remedy: 'Shorten it.',
    details: { field, length, limit },
  });
}

export function feedbackInvalid(field: string, allowed: readonly string[]): InputError {
  return new InputError({
    code: 'FEEDBACK_INVALID',
    message: `The ${field} of the feedback is none of those that are known.`,
    remedy: `Use one of: ${allowed.join(', ')}.`,
    details: { field, allowed: [...allowed] },
  });
}
