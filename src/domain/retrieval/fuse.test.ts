import { expect, test } from 'vitest';
import { COSINE_WEIGHT, fuse } from './fuse.ts';

test('adds the share of the best lexical score and the weighted cosine', () => {
  const [first, second] = fuse([
    { score: 10, cosine: 0.5 },
    { score: 5, cosine: 1 },
  ]);
  expect(first?.score).toBeCloseTo(1 + COSINE_WEIGHT * 0.5, 5);
  expect(second?.score).toBeCloseTo(0.5 + COSINE_WEIGHT, 5);
});

test('a chunk without a vector counts as the least similar, never as opposed', () => {
  const [, unknown] = fuse([
    { score: 1, cosine: 0.25 },
    { score: 1, cosine: null },
  ]);
  expect(unknown?.score).toBeCloseTo(1 + COSINE_WEIGHT * 0.25, 5);
  expect(fuse([{ score: 0, cosine: -0.4 }])[0]?.score).toBe(0);
});
