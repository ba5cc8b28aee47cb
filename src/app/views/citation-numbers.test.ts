import { expect, test } from 'vitest';
import { createCitationNumbers } from './citation-numbers.ts';

const citation = (version: number, start: number) => ({
  ...{ documentId: 'd', document: 'a.md', title: 'A', page: null, quote: 'x' },
  ...{ version, start, end: start + 1 },
});

test('a number belongs to a span of a version', () => {
  const { numberOf, cited } = createCitationNumbers();
  const asked = [citation(1, 0), citation(1, 5), citation(2, 0), citation(1, 0)];
  expect(asked.map(numberOf)).toEqual([1, 2, 3, 1]);
  expect(cited).toEqual(asked.slice(0, 3));
});
