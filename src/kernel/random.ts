/** Randomness is injected: the system source for secrets and ids, a seeded one for everything that must repeat. */

import { randomFillSync } from 'node:crypto';

export interface Random {
  bytes(length: number): Uint8Array;
}

/** Cryptographically secure. */
export const systemRandom: Random = {
  bytes: (length) => randomFillSync(new Uint8Array(length)),
};

/**
 * A repeatable generator for tests, sampling and statistics; never for secrets.
 * Algorithm: mulberry32 (public domain, T. Ettinger). Returns numbers in [0, 1).
 */
export function seededNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function seededRandom(seed: number): Random {
  const next = seededNumbers(seed);
  return { bytes: (length) => Uint8Array.from({ length }, () => Math.floor(next() * 256)) };
}
