/** Doubles of the kernel's seams for tests: a clock that stands still until moved, and transactions in memory. */

import type { Clock } from './clock.ts';
import { StorageError } from './errors.ts';
import type { JsonObject } from './json.ts';
import type { Principal } from './principal.ts';
import type { Act, AppendEntry, Database, ReadTx, WriteTx } from './transact.ts';

export interface TestClock extends Clock {
  advance(milliseconds: number): void;
}

/** Starts at `start`; `wait` returns at once after moving the clock forward. */
export function createTestClock(start = '2026-01-01T00:00:00.000Z'): TestClock {
  const origin = Date.parse(start);
  let elapsed = 0;
  return {
    now: () => new Date(origin + elapsed),
    monotonic: () => elapsed,
    wait: (milliseconds, signal) => {
      if (signal?.aborted) return Promise.reject(signal.reason);
      elapsed += milliseconds;
      return Promise.resolve();
    },
    advance: (milliseconds) => {
      elapsed += milliseconds;
    },
  };
}

/** Stands still until moved, and what waits on it waits until then: for timers in the background. */
export function createSteppedClock(start = '2026-01-01T00:00:00.000Z'): TestClock {
  const origin = Date.parse(start);
  let elapsed = 0;
  const sleepers = new Set<{ readonly until: number; wake(): void }>();
  return {
    now: () => new Date(origin + elapsed),
    monotonic: () => elapsed,
    wait: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const sleeper = { until: elapsed + milliseconds, wake: resolve };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', () => sleepers.delete(sleeper) && reject(signal.reason), { once: true });
      }),
    advance: (milliseconds) => {
      elapsed += milliseconds;
      for (const sleeper of sleepers) if (sleeper.until <= elapsed && sleepers.delete(sleeper)) sleeper.wake();
    },
  };
}

export interface MemoryDatabase extends Database {
  /** What was committed, with the facts that `describe` added, in order. */
  readonly acts: readonly { readonly principal: Principal; readonly act: Act }[];
}

const undoers = new WeakMap<ReadTx, (() => void)[]>();

/** Called by a store in memory before it changes: `undo` puts back what was there, should the transaction fail. */
export function onRollback(tx: WriteTx, undo: () => void): void {
  const list = undoers.get(tx);
  if (list === undefined)
    throw new StorageError({
      code: 'NOT_IN_TRANSACTION',
      message: 'A store was asked to write outside a running transact().',
      remedy: 'Pass the transaction that transact() gives.',
    });
  list.push(undo);
}

/** One transaction at a time, all or nothing; `append` runs last, as in the real thing. */
export function createMemoryDatabase(append: AppendEntry = async () => {}): MemoryDatabase {
  const acts: { principal: Principal; act: Act }[] = [];
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work);
    last = result.catch(() => {});
    return result;
  };
  return {
    acts,
    read: (_principal, work) => inTurn(() => work({})),
    transact: (principal, act, work) =>
      inTurn(async () => {
        let details: JsonObject = act.details ?? {};
        const undos: (() => void)[] = [];
        const tx: WriteTx = {
          describe: (more) => {
            details = { ...details, ...more };
          },
        };
        undoers.set(tx, undos);
        try {
          const result = await work(tx);
          const described: Act = { ...act, details };
          await append(tx, principal, described);
          acts.push({ principal, act: described });
          return result;
        } catch (error) {
          for (const undo of undos.reverse()) undo();
          throw error;
        } finally {
          undoers.delete(tx);
        }
      }),
  };
}
