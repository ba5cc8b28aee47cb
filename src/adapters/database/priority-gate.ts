/** Lets a fixed number of pieces of work through at a time: interactive before background, first come first served. */

import type { Priority } from '#kernel/transact';

export interface PriorityGate {
  /** Resolves, when it is this one's turn, with the function that lets the next one in (calling it twice is harmless). */
  enter(priority: Priority): Promise<() => void>;
  readonly waiting: number;
}

/** `backgroundSlots` is how many of the slots background work may hold at the same time. */
export function createPriorityGate(slots: number, backgroundSlots = slots): PriorityGate {
  const queues: Record<Priority, (() => void)[]> = { interactive: [], background: [] };
  const running: Record<Priority, number> = { interactive: 0, background: 0 };

  const next = (): Priority | null => {
    if (running.interactive + running.background >= slots) return null;
    if (queues.interactive.length > 0) return 'interactive';
    return queues.background.length > 0 && running.background < backgroundSlots ? 'background' : null;
  };
  const admit = () => {
    for (let priority = next(); priority !== null; priority = next()) {
      running[priority] += 1;
      queues[priority].shift()?.();
    }
  };
  const leave = (priority: Priority) => {
    let left = false;
    return () => {
      if (left) return;
      left = true;
      running[priority] -= 1;
      admit();
    };
  };

  return {
    enter: (priority) =>
      new Promise((resolve) => {
        queues[priority].push(() => resolve(leave(priority)));
        admit();
      }),
    get waiting() {
      return queues.interactive.length + queues.background.length;
    },
  };
}
