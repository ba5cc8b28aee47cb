import { expect, test } from 'vitest';
import { InputError, MedidaError, StorageError } from '#kernel/errors';
import { isConnectionLost, isRetryable, toStorageFailure } from './storage-failure.ts';

const driver = (facts: object, message = 'driver') => Object.assign(new Error(message), facts);
/** What the query builder throws: statement and parameters in its message. */
const wrapped = (cause: Error) => new Error('Failed query: insert … params: SECRET', { cause });

test.each([
  [{ code: '53100' }, 'DISK_FULL'],
  [{ code: '40P01' }, 'DATABASE_BUSY'],
  [{ code: '28P01' }, 'DATABASE_LOGIN_REFUSED'],
  [{ code: '28000' }, 'DATABASE_LOGIN_REFUSED'],
  [{ code: '3D000' }, 'DATABASE_NOT_FOUND'],
  [{ code: '25006' }, 'WRITE_OUTSIDE_TRANSACT'],
  [{ code: '42501' }, 'DATABASE_FORBIDS'],
  [{ code: '57014' }, 'DATABASE_TIMEOUT'],
  [{ code: '53300' }, 'DATABASE_TOO_MANY_CONNECTIONS'],
  [{ code: '57P01' }, 'DATABASE_UNAVAILABLE'],
  [{ code: '08006' }, 'DATABASE_UNAVAILABLE'],
  [{ code: 'ECONNREFUSED', syscall: 'connect' }, 'DATABASE_UNAVAILABLE'],
  [{ code: 'ENOTFOUND', syscall: 'getaddrinfo' }, 'DATABASE_UNAVAILABLE'],
  [{ code: '23505', constraint: 'group_name', detail: 'Key (name)=(SECRET)' }, 'DATABASE_REFUSED'],
])('%o becomes %s, wrapped by the query builder or not', (facts, code) => {
  for (const error of [driver(facts), wrapped(driver(facts))]) {
    const found = toStorageFailure(error);
    expect(found).toBeInstanceOf(StorageError);
    expect(found).toMatchObject({ code });
    expect(everything(found)).not.toContain('SECRET');
  }
});

test('a full disk is recognised in the words of the embedded database', () => {
  const error = driver({ code: '58030' }, 'could not extend file "base/5/1": No space left on device');
  expect(toStorageFailure(error)).toMatchObject({ code: 'DISK_FULL' });
});

test('a constraint can be told by its name', () => {
  expect(toStorageFailure(driver({ code: '23505', constraint: 'group_name', table: 'group' }))).toMatchObject({
    details: { sqlState: '23505', constraint: 'group_name', table: 'group' },
  });
});

test('a data exception, whose message repeats the value, keeps it to itself', () => {
  const found = toStorageFailure(driver({ code: '22P02' }, 'invalid input syntax for type uuid: "SECRET"'));
  expect(everything(found)).not.toContain('SECRET');
});

test('what is not the database’s comes back as it was', () => {
  const own = new InputError({ code: 'X', message: 'm', remedy: 'r', cause: driver({ code: '53100' }) });
  const missing = driver({ code: 'ENOENT', syscall: 'open' });
  for (const error of [own, missing, new TypeError('bug'), 'text']) expect(toStorageFailure(error)).toBe(error);
  expect(isConnectionLost(own)).toBe(false);
  expect(isConnectionLost(missing)).toBe(false);
});

test('what may be tried again, and what means that the connection is gone', () => {
  expect(isRetryable(wrapped(driver({ code: '40001' })))).toBe(true);
  expect(isRetryable(driver({ code: '23505' }))).toBe(false);
  expect(isConnectionLost(driver({}, 'Connection terminated unexpectedly'))).toBe(true);
  expect(isConnectionLost(driver({ code: '23505' }))).toBe(false);
});

function everything(error: unknown): string {
  if (!MedidaError.isInstance(error)) return String(error);
  const { cause } = error as { cause?: Error };
  return JSON.stringify([error.message, error.remedy, error.details, error.stack, cause?.message, cause?.stack, cause]);
}
