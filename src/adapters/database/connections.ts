/** What the two kinds of database have in common: connections by priority, and facts about what stands behind them. */

import type { ClientBase } from 'pg';
import type { Priority } from '#kernel/transact';

export interface DatabaseFacts {
  readonly kind: 'embedded' | 'server';
  /** PostgreSQL's own version number: 180000, 150018. */
  readonly version: number;
  /** Version of the vector extension. */
  readonly vector: string;
  /** False where the database user may not use the role `medida_app`: the second barrier then rests on the owner. */
  readonly restricted: boolean;
}

export interface Connections {
  readonly facts: DatabaseFacts;
  /** Statements sent at the start of each transaction, after BEGIN, ending in a semicolon when not empty. */
  readonly prelude: string;
  /**
   * Lends a connection for as long as `work` runs; waits for a free one, interactive work first.
   * @throws StorageError `DATABASE_UNAVAILABLE`, `DATABASE_CLOSED`
   */
  lend<T>(priority: Priority, work: (client: ClientBase) => Promise<T>): Promise<T>;
  /** Housekeeping that the embedded database does not do by itself: planner statistics and dead rows. */
  maintain(): Promise<void>;
  close(): Promise<void>;
}
