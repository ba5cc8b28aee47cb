/** The one seam for every read and every change, over either kind of database. */

import { type Clock, systemClock } from '#kernel/clock';
import type { Principal } from '#kernel/principal';
import type { Act, AppendEntry, Database } from '#kernel/transact';
import type { Connections } from './connections.ts';
import { runTransaction } from './run-transaction.ts';
import type { OpenTransaction } from './transaction.ts';

/** The workspace of audit entries about work that belongs to none. */
const NO_WORKSPACE = '00000000-0000-0000-0000-000000000000';

export interface DatabaseDeps {
  readonly connections: Connections;
  readonly append: AppendEntry;
  readonly clock?: Clock;
}

/** A system principal whose workspace is `*` works outside any workspace; nobody else can. */
export function createDatabase({ connections, append, clock = systemClock }: DatabaseDeps): Database {
  return {
    read: (principal, work, options) =>
      runTransaction(
        { connections, clock, principal, mode: 'read', priority: options?.priority ?? 'interactive' },
        ({ tx }) => work(tx),
      ),
    transact: (principal, act, work, options) =>
      runTransaction(
        { connections, clock, principal, mode: 'write', priority: options?.priority ?? 'interactive' },
        async (open) => {
          const result = await work(open.tx);
          await append(open.tx, named(principal), complete(act, open));
          return result;
        },
      ),
  };
}

function named(principal: Principal): Principal {
  return principal.workspaceId === '*' ? { ...principal, workspaceId: NO_WORKSPACE } : principal;
}

function complete(act: Act, open: OpenTransaction): Act {
  const described = open.described();
  return Object.keys(described).length === 0 ? act : { ...act, details: { ...act.details, ...described } };
}
