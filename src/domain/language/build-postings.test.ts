import { expect, test } from 'vitest';
import { buildPostings } from './build-postings.ts';

const chunk = (ordinal: number, text: string, headings: readonly string[] = []) => ({
  ordinal,
  text,
  headings,
  language: 'es' as const,
});

test('says in which chunks a term is, how often, and how long those chunks are', () => {
  const postings = buildPostings([chunk(0, 'plazo plazo entrega'), chunk(1, 'el plazo')]);
  expect(postings).toEqual([
    { term: 'entreg', ordinals: [0], frequencies: [1], lengths: [3] },
    { term: 'plaz', ordinals: [0, 1], frequencies: [2, 1], lengths: [3, 1] },
  ]);
});

test('headings count for less and never make a chunk longer', () => {
  expect(buildPostings([chunk(0, 'treinta días', ['Plazo de entrega'])])).toContainEqual({
    term: 'plaz',
    ordinals: [0],
    frequencies: [0.5],
    lengths: [2],
  });
});

test('a chunk without terms has no posting; its headings alone still find it', () => {
  expect(buildPostings([chunk(0, '—')])).toEqual([]);
  expect(buildPostings([chunk(0, '—', ['Anexo'])])).toEqual([
    { term: 'anex', ordinals: [0], frequencies: [0.5], lengths: [1] },
  ]);
});
