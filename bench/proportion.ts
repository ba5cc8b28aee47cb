/** Shares as the tables print them. */

import { percent, wilson } from './wilson.ts';

/** For example `0.853 [0.823, 0.879] n 612`. */
export function proportion(part: number, whole: number): string {
  return whole === 0 ? 'not measured' : `${percent(wilson(part, whole))} n ${whole}`;
}

/** Probability that a value of the first list is higher than one of the second, ties counting half. */
export function areaUnderCurve(higher: readonly number[], lower: readonly number[]): number {
  const sorted = [...lower].sort((left, right) => left - right);
  let wins = 0;
  for (const value of higher) wins += below(sorted, value, false) / 2 + below(sorted, value, true) / 2;
  return wins / (higher.length * lower.length);
}

/** How many are less than the value, or at most equal to it. */
function below(sorted: readonly number[], value: number, orEqual: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = sorted[middle] ?? 0;
    if (other < value || (orEqual && other === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}
