/** A share with its 95 % interval (Wilson 1927, "Probable inference, the law of succession, and statistical inference"). */

const Z = 1.959964;

/** For example `0.853 [0.823, 0.879] n 612`. */
export function proportion(part: number, whole: number): string {
  if (whole === 0) return 'not measured';
  const share = part / whole;
  const spread = Z * Math.sqrt((share * (1 - share)) / whole + (Z * Z) / (4 * whole * whole));
  const [low, high] = [-1, 1].map((side) => (share + (Z * Z) / (2 * whole) + side * spread) / (1 + (Z * Z) / whole));
  return `${share.toFixed(3)} [${low?.toFixed(3)}, ${high?.toFixed(3)}] n ${whole}`;
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
