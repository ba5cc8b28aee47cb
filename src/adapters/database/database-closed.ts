import { StorageError } from '#kernel/errors';

/** For work that comes after the end. */
export function databaseClosed(): StorageError {
  return new StorageError({
    code: 'DATABASE_CLOSED',
    message: 'The database was closed: Medida is stopping.',
    remedy: 'Start Medida again.',
  });
}
