/** The one seam for every read and every change, over either kind of database. */

import { AsyncLocalStorage } from 'node:async_hooks';
import type { ClientBase } from 'pg';
import { PolicyError, StorageError } from '#kernel/errors';
import { isId } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import type { Act, AppendEntry, Database, Priority, ReadTx, WriteTx } from '#kernel/transact';
import type { Connections } from './connections.ts';
import { isConnectionLost, isRetryable, toStorageFailure } from './storage-failure.ts';
import { type OpenTransaction, openTransaction } from './transaction.ts';

/** The workspace of audit entries about work that belongs to none. */
const NO_WORKSPACE = '00000000-0000-0000-0000-000000000000';
const ATTEMPTS = 4;

export interface DatabaseDeps {
  readonly connections: Connections;
  readonly append: AppendEntry;
}

/** A system principal whose workspace is `*` works outside any workspace; nobody else can. */
export function createDatabase({ connections, append }: DatabaseDeps): Database {
  const inside = new AsyncLocalStorage<{ open: boolean }>();

  const run = async <T>(priority: Priority, begin: string, work: (open: OpenTransaction) => Promise<T>): Promise<T> => {
    if (inside.getStore()?.open === true) throw nested();
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await connections.lend(priority, (client) => {
          const scope = { open: true };
          return inside
            .run(scope, () => inTransaction(client, begin, work))
            .finally(() => {
              scope.open = false;
            });
        });
      } catch (error) {
        if (attempt >= ATTEMPTS || !isRetryable(error)) throw toStorageFailure(error);
      }
    }
  };

  return {
    read: (principal, work, options) =>
      run(
        options?.priority ?? 'interactive',
        `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;${setting(connections, principal)}`,
        ({ tx }) => work(tx satisfies ReadTx),
      ),
    transact: (principal, act, work, options) =>
      run(options?.priority ?? 'interactive', `BEGIN;${setting(connections, principal)}`, async (open) => {
        const result = await work(open.tx satisfies WriteTx);
        await append(open.tx, named(principal), complete(act, open));
        return result;
      }),
  };
}

async function inTransaction<T>(
  client: ClientBase,
  begin: string,
  work: (open: OpenTransaction) => Promise<T>,
): Promise<T> {
  const open = openTransaction(client);
  try {
    await client.query(begin);
    const result = await work(open);
    open.end();
    const { command } = await client.query('COMMIT');
    // A transaction in which a statement failed and the failure was swallowed commits as a rollback.
    if (command !== 'COMMIT') throw rolledBack();
    return result;
  } catch (error) {
    open.end();
    if (!isConnectionLost(error)) await client.query('ROLLBACK');
    throw error;
  }
}

/** Role and workspace for the rest of the transaction; both end with it. */
function setting(connections: Connections, principal: Principal): string {
  const { workspaceId } = principal;
  if (!isId(workspaceId) && !(workspaceId === '*' && principal.kind === 'system'))
    throw new PolicyError({
      code: 'WORKSPACE_REQUIRED',
      message: 'The one who acts belongs to no workspace.',
      remedy: 'Act as a member, a key or the system inside a workspace.',
    });
  const role = connections.facts.restricted ? 'SET LOCAL ROLE medida_app;' : '';
  return `${connections.prelude}${role}SELECT set_config('medida.workspace','${workspaceId}',true)`;
}

function named(principal: Principal): Principal {
  return principal.workspaceId === '*' ? { ...principal, workspaceId: NO_WORKSPACE } : principal;
}

function complete(act: Act, open: OpenTransaction): Act {
  const described = open.described();
  return Object.keys(described).length === 0 ? act : { ...act, details: { ...act.details, ...described } };
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
