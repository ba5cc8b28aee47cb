import { expect, test } from 'vitest';
import { joinNeighbours, type RankedRecord } from './join-neighbours.ts';

const chunk = (document: number, ordinal: number, score: number, length = 100): RankedRecord => ({
  document,
  ordinal,
  score,
  documentId: String(document),
  knowledgeBaseId: 'base',
  name: String(document),
  title: '',
  version: 1,
  start: ordinal * (length + 1),
  end: ordinal * (length + 1) + length,
  text: '',
  headings: [],
  language: 'es',
  pageStart: null,
  pageEnd: null,
});
const shape = (ranked: readonly RankedRecord[], limit: number) =>
  joinNeighbours(ranked, limit).map(({ chunks }) => chunks.map(({ document, ordinal }) => `${document}.${ordinal}`));

test('joins what follows and what precedes, in reading order', () => {
  expect(shape([chunk(1, 2, 10), chunk(2, 0, 9), chunk(1, 3, 8), chunk(1, 1, 7)], 10)).toEqual([
    ['1.1', '1.2', '1.3'],
    ['2.0'],
  ]);
});

test('keeps apart what is far apart, of another document, or much worse', () => {
  expect(shape([chunk(1, 0, 10), chunk(1, 2, 9), chunk(2, 1, 8), chunk(1, 1, 4)], 10)).toEqual([
    ['1.0'],
    ['1.2'],
    ['2.1'],
    ['1.1'],
  ]);
});

test('gives at most the limit, and no passage longer than can be shown', () => {
  expect(shape([chunk(1, 0, 10), chunk(2, 0, 9), chunk(3, 0, 8)], 2)).toEqual([['1.0'], ['2.0']]);
  expect(shape([chunk(1, 0, 10, 3_000), chunk(1, 1, 9, 3_000)], 5)).toEqual([['1.0'], ['1.1']]);
});
