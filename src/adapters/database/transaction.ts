/** The handle of a running transaction, and what stores get out of it. */

import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { ClientBase, PoolClient } from 'pg';
import { StorageError } from '#kernel/errors';
import type { JsonObject } from '#kernel/json';
import type { ReadTx, WriteTx } from '#kernel/transact';

export { sql } from 'drizzle-orm';

export type Queries = NodePgDatabase<Record<string, never>>;

interface Running {
  readonly client: ClientBase;
  readonly queries: Queries;
}

const running = new WeakMap<ReadTx, Running>();

export interface OpenTransaction {
  readonly tx: WriteTx;
  /** What `describe` was told. */
  readonly described: () => JsonObject;
  /** From then on the handle can no longer be used. */
  end(): void;
}

export function openTransaction(client: ClientBase): OpenTransaction {
  let details: JsonObject = {};
  const tx: WriteTx = {
    describe: (more) => {
      details = { ...details, ...more };
    },
  };
  running.set(tx, { client, queries: drizzle(client as PoolClient) });
  return { tx, described: () => details, end: () => running.delete(tx) };
}

/** The query builder on the connection of this transaction; raw statements by `drizzleOf(tx).execute(sql`…`)`. */
export function drizzleOf(tx: ReadTx): Queries {
  return find(tx).queries;
}

/** The connection itself, for statements with large array parameters where the query builder would only be in the way. */
export function clientOf(tx: ReadTx): Pick<ClientBase, 'query'> {
  return find(tx).client;
}

function find(tx: ReadTx): Running {
  const found = running.get(tx);
  if (found !== undefined) return found;
  throw new StorageError({
    code: 'TRANSACTION_ENDED',
    message: 'A store was used with a transaction that is not running.',
    remedy: 'Await every call to a store inside the work given to read or transact.',
  });
}
