/** A real log, written by the domain and exported, for tests of the verifier, which may not import the domain itself. */

import { createAppendEntry, exportAudit, readCheckpoint } from '#domain/audit/index';
import { createMemoryAuditStore, createTestKeys } from '#domain/audit/testing';
import { createIdGenerator } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import { seededRandom } from '#kernel/random';
import { createMemoryDatabase, createTestClock } from '#kernel/testing';

export interface TestLog {
  readonly principal: Principal;
  /** Adds `count` entries of various kinds. */
  grow(count: number): Promise<void>;
  /** Adds one entry in another workspace. */
  growElsewhere(): Promise<void>;
  /** Lines of an export, which adds an entry by itself. */
  exported(): Promise<string[]>;
  checkpoint(): Promise<string>;
}

export function createTestLog(seed = 1): TestLog {
  const clock = createTestClock();
  const random = seededRandom(seed);
  const newId = createIdGenerator(clock, random);
  const store = createMemoryAuditStore();
  const keys = createTestKeys(seed);
  const database = createMemoryDatabase(createAppendEntry({ store, keys, clock, newId, random }));
  const deps = { database, store, keys };
  const principal: Principal = { kind: 'account', id: newId(), workspaceId: newId(), role: 'owner', groupIds: [] };
  const person = newId();
  let made = 0;
  return {
    principal,
    grow: async (count) => {
      for (const last = made + count; made < last; made += 1) {
        clock.advance(137);
        const act = {
          action: made % 3 === 0 ? 'document.add' : 'answer.give',
          ...(made % 5 === 0 ? {} : { target: { type: 'document', id: newId() } }),
          details: { número: made, words: ['año', '😀', ' '], nothing: null },
          ...(made % 4 === 0 ? { personId: person } : {}),
        };
        await database.transact(principal, act, async () => {});
      }
    },
    growElsewhere: () =>
      database.transact({ ...principal, workspaceId: newId() }, { action: 'document.add' }, async () => {}),
    exported: async () => {
      const lines: string[] = [];
      for await (const line of exportAudit(deps, principal)) lines.push(line);
      return lines;
    },
    checkpoint: () => readCheckpoint(deps),
  };
}
