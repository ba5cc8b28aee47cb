/** Begin, work, commit or roll back, on a lent connection; again when the database says that this may help. */

import { AsyncLocalStorage } from 'node:async_hooks';
import type { ClientBase } from 'pg';
import { type Clock, systemClock } from '#kernel/clock';
import { PolicyError, StorageError } from '#kernel/errors';
import { isId } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import type { Priority } from '#kernel/transact';
import type { Connections } from './connections.ts';
import { commitUnknown, isConnectionLost, isRetryable, toStorageFailure } from './storage-failure.ts';
import { type OpenTransaction, openTransaction } from './transaction.ts';

export interface TransactionRequest {
  readonly connections: Connections;
  readonly principal: Principal;
  readonly mode: 'read' | 'write';
  readonly priority: Priority;
  readonly clock?: Clock;
}

const ATTEMPTS = 5;
/** After a deadlock the other one needs a moment to get what it waited for, or the two meet again. */
const PAUSE_MS = 10;
/** Reads of one transaction see one moment, so that statistics and rankings agree. */
const BEGIN = { read: 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;', write: 'BEGIN;' };

const inside = new AsyncLocalStorage<{ readonly connections: Connections; open: boolean }>();

/** Runs `work` again, from its start, after a serialisation failure or deadlock. */
export async function runTransaction<T>(
  request: TransactionRequest,
  work: (open: OpenTransaction) => Promise<T>,
): Promise<T> {
  const { connections, mode, principal, priority } = request;
  const outer = inside.getStore();
  if (outer?.open === true && outer.connections === connections) throw nested();
  const begin = `${BEGIN[mode]}${settings(connections, principal)}`;
  for (let attempt = 1; ; attempt += 1) {
    const scope = { connections, open: true };
    try {
      return await connections.lend(priority, (client) =>
        inside.run(scope, () => inTransaction(client, mode, begin, work)),
      );
    } catch (error) {
      if (attempt >= ATTEMPTS || !isRetryable(error)) throw toStorageFailure(error);
    } finally {
      scope.open = false;
    }
    await (request.clock ?? systemClock).wait(PAUSE_MS * 2 ** (attempt - 1));
  }
}

async function inTransaction<T>(
  client: ClientBase,
  mode: TransactionRequest['mode'],
  begin: string,
  work: (open: OpenTransaction) => Promise<T>,
): Promise<T> {
  const open = openTransaction(client);
  try {
    await client.query(begin);
    const result = await work(open);
    open.end();
    const command = await commit(client, mode);
    // A transaction in which a statement failed and the failure was swallowed commits as a rollback.
    if (command !== 'COMMIT') throw rolledBack();
    return result;
  } catch (error) {
    open.end();
    if (!isConnectionLost(error)) await client.query('ROLLBACK');
    throw error;
  }
}

async function commit(client: ClientBase, mode: TransactionRequest['mode']): Promise<string> {
  try {
    return (await client.query('COMMIT')).command;
  } catch (error) {
    throw mode === 'write' && isConnectionLost(error) ? commitUnknown(error) : error;
  }
}

/** Role and workspace for the rest of the transaction; both end with it. */
function settings(connections: Connections, { kind, workspaceId }: Principal): string {
  if (!isId(workspaceId) && !(workspaceId === '*' && kind === 'system'))
    throw new PolicyError({
      code: 'WORKSPACE_REQUIRED',
      message: 'The one who acts belongs to no workspace.',
      remedy: 'Act as a member, a key or the system inside a workspace.',
    });
  const role = connections.facts.restricted ? 'SET LOCAL ROLE medida_app;' : '';
  return `${connections.prelude}${role}SELECT set_config('medida.workspace','${workspaceId}',true)`;
}

function nested(): StorageError {
  return new StorageError({
    code: 'TRANSACTION_NESTED',
    message: 'A transaction was begun inside another one, which on the embedded database would wait forever.',
    remedy: 'Pass the running transaction on instead of beginning another.',
  });
}

function rolledBack(): StorageError {
  return new StorageError({
    code: 'TRANSACTION_ROLLED_BACK',
    message: 'A statement of the work failed and its error was swallowed, so the database kept nothing.',
    remedy: 'Let the errors of stores pass through the work given to transact.',
  });
}
