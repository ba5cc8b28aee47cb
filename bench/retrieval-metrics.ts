/** nDCG and paired intervals. */

import { seededNumbers } from '#kernel/random';

const DEPTH = 10;

/** nDCG@10 with one grade (Järvelin and Kekäläinen 2002); 0 to 1. */
export function ndcg(ranked: readonly number[], relevant: ReadonlySet<number>): number {
  let gain = 0;
  ranked.slice(0, DEPTH).forEach((passage, index) => {
    if (relevant.has(passage)) gain += 1 / Math.log2(index + 2);
  });
  let ideal = 0;
  for (let index = 0; index < Math.min(DEPTH, relevant.size); index += 1) ideal += 1 / Math.log2(index + 2);
  return gain / ideal;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** 95 % interval of a mean by the percentile bootstrap, with a fixed seed. */
export function interval(values: readonly number[], resamples = 2_000): readonly [number, number] {
  const next = seededNumbers(11);
  const means = Array.from({ length: resamples }, () => {
    let sum = 0;
    for (let index = 0; index < values.length; index += 1) sum += values[Math.floor(next() * values.length)] ?? 0;
    return sum / values.length;
  }).sort((left, right) => left - right);
  return [means[Math.floor(resamples * 0.025)] ?? 0, means[Math.floor(resamples * 0.975)] ?? 0];
}

/** The value below which the given share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
