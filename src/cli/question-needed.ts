import { InputError } from '#kernel/errors';

export function questionNeeded(): InputError {
  return new InputError({
    code: 'QUESTION_EMPTY',
    message: 'There is no question.',
    remedy: 'Write it after the command, or give a file of questions with --file.',
  });
}
