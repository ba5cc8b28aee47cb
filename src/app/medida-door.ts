/** What the surfaces get from the composition root: a gate that knows who somebody is, and the use cases as theirs. */

import type { Principal } from '#kernel/principal';
import type { UseCases } from './use-cases.ts';
import type { SessionView } from './views/access-views.ts';

/** Where a question came from; recorded with its answer. */
export type Channel = 'web' | 'api' | 'cli' | 'openai';

export interface NewSession {
  /** Goes into the cookie and nowhere else. */
  readonly secret: string;
  readonly expiresAt: Date;
  readonly session: SessionView;
}

/** Authentication. Each @throws PolicyError when the secret is unknown, used, expired or revoked. */
export interface Gate {
  /** `previous`: the session that the browser had before, which ends. */
  redeem(token: string, previous: string | null): Promise<NewSession>;
  bySession(secret: string): Promise<Principal>;
  byKey(key: string): Promise<Principal>;
  endSession(principal: Principal, secret: string): Promise<void>;
  /** The owner, for who holds the data folder itself. */
  operator(): Promise<Principal>;
}

/** An opened Medida. */
export interface Medida {
  readonly gate: Gate;
  as(principal: Principal, channel: Channel): UseCases;
  /** @throws StorageError when the database does not answer */
  ready(): Promise<void>;
  close(): Promise<void>;
}
