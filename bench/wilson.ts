/** Wilson score interval for a proportion, 95 % (Wilson 1927, "Probable inference, the law of succession"). */
export function wilson(successes: number, n: number): { value: number; low: number; high: number } {
  if (n === 0) return { value: Number.NaN, low: Number.NaN, high: Number.NaN };
  const z = 1.959963984540054;
  const p = successes / n;
  const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return { value: p, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

export function percent({ value, low, high }: { value: number; low: number; high: number }): string {
  return `${value.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`;
}
