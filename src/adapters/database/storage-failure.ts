/** Turns what the driver throws into errors that say what happened and what to do, without the data they were about. */

import { InputError, MedidaError, StorageError } from '#kernel/errors';
import type { JsonObject } from '#kernel/json';

interface DriverError extends Error {
  readonly code?: string;
  readonly constraint?: string;
  readonly table?: string;
  readonly column?: string;
  readonly syscall?: string;
}

interface Explanation {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

const UNAVAILABLE: Explanation = {
  code: 'DATABASE_UNAVAILABLE',
  message: 'The database cannot be reached, or it went away during the work; nothing of that work was kept.',
  remedy: 'Check that the database is running and reachable, then try again.',
};
const DISK_FULL: Explanation = {
  code: 'DISK_FULL',
  message: 'The disk of the database is full; nothing of the work in hand was kept.',
  remedy: 'Free space on that disk, then try again.',
};
const BUSY: Explanation = {
  code: 'DATABASE_BUSY',
  message: 'Other work kept getting in the way of this change; nothing of it was kept.',
  remedy: 'Try again.',
};

const BY_STATE: Readonly<Record<string, Explanation>> = {
  '25006': {
    code: 'WRITE_OUTSIDE_TRANSACT',
    message: 'A change was tried in a transaction that only reads.',
    remedy: 'Make the change through transact, which records it in the audit log.',
  },
  '53100': DISK_FULL,
  '40001': BUSY,
  '40P01': BUSY,
  '53200': {
    code: 'DATABASE_OUT_OF_MEMORY',
    message: 'The database ran out of memory; nothing of the work in hand was kept.',
    remedy: 'Give the database more memory, or do the work in smaller parts.',
  },
  '53300': {
    code: 'DATABASE_TOO_MANY_CONNECTIONS',
    message: 'The database server accepts no more connections.',
    remedy: 'Raise max_connections on the server, or close what else is connected to it.',
  },
  '28P01': {
    code: 'DATABASE_LOGIN_REFUSED',
    message: 'The database server refused the user name or password.',
    remedy: 'Correct the user and password in DATABASE_URL.',
  },
  '3D000': {
    code: 'DATABASE_NOT_FOUND',
    message: 'The database named in DATABASE_URL does not exist on that server.',
    remedy: 'Create it, or correct the name in DATABASE_URL.',
  },
  '42501': {
    code: 'DATABASE_FORBIDS',
    message: 'The database forbids this: the row belongs to another workspace, or the user lacks a right.',
    remedy: 'Check that the work stays inside its workspace, and the rights of the database user.',
  },
  '57014': {
    code: 'DATABASE_TIMEOUT',
    message: 'A statement took longer than allowed; nothing of the work in hand was kept.',
    remedy: 'Try again; if it happens often, look at the load of the database.',
  },
};
/** SQLSTATEs of text with NUL, as itself or inside JSON. Documents are freed of it before; what is left somebody sent. */
const NOT_STORABLE_STATES = new Set(['22021', '22P05']);
const ALIASES: Readonly<Record<string, string>> = { '28000': '28P01', '25P04': '57014', '57P05': '57014' };

/** SQLSTATEs of a connection or server that is gone, and the driver's own words for it. */
const GONE_STATE = /^(08...|57P0[1-4])$/;
const GONE_WORDS = /Connection terminated|timeout expired|not queryable|timeout exceeded when trying to connect/;
/** What a socket was doing when the operating system refused it; a missing file is not a missing database. */
const SOCKET_CALLS = new Set(['connect', 'read', 'write', 'getaddrinfo']);

/** True when the same transaction, run again, may succeed: serialisation failure or deadlock. */
export function isRetryable(error: unknown): boolean {
  const state = driverError(error)?.code;
  return state === '40001' || state === '40P01';
}

/** True when the connection can no longer be used. */
export function isConnectionLost(error: unknown): boolean {
  if (MedidaError.isInstance(error)) return isCommitUnknown(error);
  const found = driverError(error);
  return found !== null && isGone(found);
}

function isGone({ code, message, syscall }: DriverError): boolean {
  return GONE_STATE.test(code ?? '') || GONE_WORDS.test(message) || SOCKET_CALLS.has(syscall ?? '');
}

/** `during`: what failed because of it, if anything did. */
export function diskFull(during?: unknown): StorageError {
  if (!isCommitUnknown(during)) return new StorageError(DISK_FULL);
  const message =
    'The disk of the database is full; the change that was being committed may or may not have been kept.';
  return new StorageError({ ...DISK_FULL, message, details: { committed: 'unknown' } });
}

/** The connection broke during the commit: only the database knows whether it happened. */
export function commitUnknown(cause: unknown): StorageError {
  return new StorageError({
    code: 'DATABASE_UNAVAILABLE',
    message: 'The database went away while a change was being committed; the change may or may not have been kept.',
    remedy: 'When the database is back, look whether the change is there before making it again.',
    details: { committed: 'unknown' },
    cause,
  });
}

function isCommitUnknown(error: unknown): boolean {
  return MedidaError.isInstance(error) && error.details.committed === 'unknown';
}

/**
 * Errors of Medida and errors that are not the database's come back unchanged.
 * An InputError `TEXT_NOT_STORABLE` where what was sent holds a character that no database text can hold.
 */
export function toStorageFailure(error: unknown): unknown {
  if (MedidaError.isInstance(error)) return error;
  const found = driverError(error);
  if (found === null) return error;
  if (NOT_STORABLE_STATES.has(found.code ?? '')) {
    return new InputError({
      code: 'TEXT_NOT_STORABLE',
      message: 'A text holds the character NUL (U+0000), or is not valid UTF-8.',
      remedy: 'Send it without that character.',
      cause: withoutData(found),
    });
  }
  const explanation = explain(found);
  if (explanation !== null) return new StorageError({ ...explanation, cause: withoutData(found) });
  return new StorageError({
    code: 'DATABASE_REFUSED',
    message: `The database refused a statement (SQLSTATE ${found.code ?? 'unknown'}).`,
    remedy: 'Look in the log for this request, and report it if it happens again.',
    details: facts(found),
    cause: withoutData(found),
  });
}

function explain(error: DriverError): Explanation | null {
  const state = error.code ?? '';
  if (state === '53100' || state === 'ENOSPC' || /No space left on device|ENOSPC/.test(error.message)) return DISK_FULL;
  const known = BY_STATE[ALIASES[state] ?? state];
  if (known !== undefined) return known;
  return isGone(error) ? UNAVAILABLE : null;
}

/** The driver's error, out of the query builder's wrapping, whose message holds statement and parameters. */
function driverError(error: unknown): DriverError | null {
  let current: unknown = error;
  for (let depth = 0; depth < 5 && current instanceof Error; depth += 1) {
    const { code } = current as DriverError;
    const stated = typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !/^E[A-Z]{4}$/.test(code);
    if (stated || code === 'ENOSPC' || isGone(current)) return current;
    current = current.cause;
  }
  return null;
}

function facts(error: DriverError): JsonObject {
  const { code, constraint, table, column } = error;
  return {
    ...(code !== undefined && { sqlState: code }),
    ...(constraint !== undefined && { constraint }),
    ...(table !== undefined && { table }),
    ...(column !== undefined && { column }),
  };
}

/** Data exceptions (class 22) repeat the value in their message; the others name only tables, columns and constraints. */
function withoutData(error: DriverError): Error {
  const message = error.code?.startsWith('22') ? 'data exception' : error.message;
  const cause = new Error(`${error.code ?? ''} ${message}`.trim());
  cause.stack = `${cause.message}\n${(error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n')}`;
  return cause;
}
