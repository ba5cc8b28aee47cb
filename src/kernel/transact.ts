/**
 * The one seam for every read and every change.
 *
 * `read` runs in a read-only transaction, `transact` in a writing one that ends by appending exactly one audit entry;
 * there is no third way to reach a store. Transactions must be short: on the embedded database an open one blocks
 * everybody else, so no model call, network call or file reading belongs inside.
 */

import type { JsonObject } from './json.ts';
import type { Principal } from './principal.ts';

declare const reading: unique symbol;
declare const writing: unique symbol;

/** Handle of a running transaction; stores take it as their first argument. Opaque outside the database adapter. */
export interface ReadTx {
  readonly [reading]?: never;
}

export interface WriteTx extends ReadTx {
  readonly [writing]?: never;
  /** Adds facts that became known during the work to the audit entry's payload. */
  describe(details: JsonObject): void;
}

/** What is being done, in the words of the audit log: `document.add`, `answer.give`, `key.create`. */
export interface Act {
  readonly action: string;
  readonly target?: { readonly type: string; readonly id: string };
  /** Ids, counts, hashes. Content (questions, document text) is never put here. */
  readonly details?: JsonObject;
  /** Set when the details name a person: the payload is then encrypted with that person's own key, so that it can be erased. */
  readonly personId?: string;
}

/** Interactive work overtakes background work at every transaction border. */
export type Priority = 'interactive' | 'background';

export interface TransactionOptions {
  readonly priority?: Priority;
}

export interface Database {
  read<T>(principal: Principal, work: (tx: ReadTx) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** @throws StorageError when the change or its audit entry cannot be written; then neither is. */
  transact<T>(
    principal: Principal,
    act: Act,
    work: (tx: WriteTx) => Promise<T>,
    options?: TransactionOptions,
  ): Promise<T>;
}

/** Appends the audit entry of a transaction that is about to commit. Provided by the audit domain. */
export type AppendEntry = (tx: WriteTx, principal: Principal, act: Act) => Promise<void>;
