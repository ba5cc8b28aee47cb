import { describe, expect, it } from 'vitest';
import {
  InputError,
  type MedidaError,
  NotFoundError,
  PolicyError,
  ProviderError,
  StorageError,
  WorkerError,
} from '#kernel/errors';
import { statusOf } from './error-status.ts';

const facts = (code: string) => ({ code, message: '', remedy: '' });

describe('statusOf', () => {
  it.each<[MedidaError, number]>([
    [new InputError(facts('QUESTION_EMPTY')), 400],
    [new NotFoundError(facts('DOCUMENT_NOT_FOUND')), 404],
    [new InputError(facts('NAME_TAKEN')), 409],
    [new InputError(facts('GROUP_EXISTS')), 409],
    [new InputError(facts('BODY_TOO_LARGE')), 413],
    [new InputError(facts('MEDIA_TYPE_UNSUPPORTED')), 415],
    [new PolicyError(facts('NOT_AUTHENTICATED')), 401],
    [new PolicyError(facts('SESSION_ENDED')), 401],
    [new PolicyError(facts('NOT_PERMITTED')), 403],
    [new PolicyError(facts('RATE_LIMITED')), 429],
    [new ProviderError(facts('MODEL_NONSENSE')), 502],
    [new ProviderError(facts('SERVER_UNREACHABLE')), 503],
    [new ProviderError(facts('SERVER_TOO_SLOW')), 504],
    [new StorageError(facts('DATABASE_UNAVAILABLE')), 503],
    [new StorageError(facts('DISK_FULL')), 507],
    [new WorkerError(facts('PARSER_CRASHED')), 500],
  ])('%s', (error, status) => {
    expect([error.code, statusOf(error)]).toEqual([error.code, status]);
  });
});
