import { expect, test } from 'vitest';
import { profileChunk } from './chunk-profile.ts';
import { readTerms } from './read-terms.ts';
import { addFeedback, feedbackTerms, scoreDirectly } from './rescore.ts';

const reading = readTerms('¿Cuál es el plazo de entrega?');
const statistics = {
  chunks: 100,
  meanLength: 5,
  frequencies: new Map([
    ['plaz', 10],
    ['entreg', 10],
    ['camion', 2],
  ]),
};
const candidate = (document: number, text: string, lexical: number | null = 1) => ({
  document,
  ordinal: 0,
  lexical,
  profile: profileChunk({ ordinal: 0, text, headings: [], language: 'es' }),
  sequence: reading.sequences.es,
});
const order = (scored: readonly { document: number }[]) => scored.map(({ document }) => document);

test('words of the question that stand together count more than the same words apart', () => {
  const apart = candidate(1, 'plazo corto rápido bueno seguro claro entrega');
  const together = candidate(2, 'plazo entrega corto rápido bueno seguro claro');
  expect(order(scoreDirectly(reading, [apart, together], statistics))).toEqual([2, 1]);
});

test('the word as written counts more than another form of it', () => {
  const other = candidate(1, 'entregas');
  const same = candidate(2, 'entrega');
  expect(order(scoreDirectly(reading, [other, same], statistics))).toEqual([2, 1]);
});

test('what the index did not score is scored by the same formula', () => {
  const [found] = scoreDirectly(reading, [candidate(1, 'plazo', null)], statistics, {
    proximity: 0,
    exact: 0,
    feedback: 0,
  });
  expect(found?.score).toBeGreaterThan(0);
});

test('terms typical of the leader lift those that share them', () => {
  const leader = candidate(1, 'plazo entrega camiones', 20);
  const related = candidate(2, 'camiones entrega', 1);
  const unrelated = candidate(3, 'libros entrega', 1);
  const direct = scoreDirectly(reading, [unrelated, leader, related], statistics);
  const terms = feedbackTerms(reading, direct, statistics.meanLength);
  expect([...terms.keys()]).toContain('camion');
  expect([...terms.keys()]).not.toContain('entreg');
  expect(order(addFeedback(reading, direct, terms, statistics))).toEqual([1, 2, 3]);
});

test('equal scores keep the order of documents', () => {
  expect(order(scoreDirectly(reading, [candidate(2, 'x'), candidate(1, 'x')], statistics))).toEqual([1, 2]);
});
