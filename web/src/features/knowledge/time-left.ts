/** How long a job will still take, from how long its items have taken so far; null while that would be guessing. */

import type { Job } from '../../lib/api-types.ts';

/** Seconds. */
export function timeLeft({ startedAt, progress }: Pick<Job, 'startedAt' | 'progress'>, now: number): number | null {
  if (startedAt === null || progress === null || progress.total === null) return null;
  const { done, total } = progress;
  const elapsed = (now - Date.parse(startedAt)) / 1000;
  if (done < 3 || elapsed < 2 || done >= total) return null;
  return (elapsed / done) * (total - done);
}
