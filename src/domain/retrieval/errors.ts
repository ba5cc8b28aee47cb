import { InputError } from '#kernel/errors';

export class QueryError extends InputError {}

export function queryEmpty(): QueryError {
  return new QueryError({
    code: 'QUERY_EMPTY',
    message: 'The question is empty.',
    remedy: 'Write a question or a few words to search for.',
  });
}

export function queryTooLong(length: number, limit: number): QueryError {
  return new QueryError({
    code: 'QUERY_TOO_LONG',
    message: `The question has ${length} characters; at most ${limit} are read.`,
    remedy: 'Shorten the question to what is being asked.',
    details: { length, limit },
  });
}

export function limitInvalid(limit: number, most: number): QueryError {
  return new QueryError({
    code: 'LIMIT_INVALID',
    message: `${limit} is no number of passages that can be asked for.`,
    remedy: `Ask for 1 to ${most} passages.`,
    details: { most },
  });
}
