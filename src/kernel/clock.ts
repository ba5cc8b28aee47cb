/** Time is injected, so that leases, expiries and retries can be tested without waiting. */

export interface Clock {
  /** The current instant, UTC. */
  now(): Date;
  /** Milliseconds from a monotonic origin; for durations only. */
  monotonic(): number;
  /** Resolves after `milliseconds`, or rejects with the signal's reason when it aborts first. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => new Date(),
  monotonic: () => performance.now(),
  wait: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const stop = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', stop);
        resolve();
      }, milliseconds);
      signal?.addEventListener('abort', stop, { once: true });
    }),
};
