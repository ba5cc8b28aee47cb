import { expect, test } from 'vitest';
import { searchedWords } from './searched-words.ts';

const trace = (terms: unknown) => [{ stage: 'analyze', milliseconds: 1, facts: { terms } }];

test('stems are shown as the words of the question, lesser variants not at all', () => {
  const terms = [
    { term: 'capital', weight: 1 },
    { term: 'vacacion', weight: 1 },
    { term: 'capit', weight: 0.5 },
  ];
  expect(searchedWords('¿Capital de las Vacaciónes?', trace(terms))).toEqual(['Capital', 'Vacaciónes']);
  expect(searchedWords('otra cosa', trace(['plazo']))).toEqual(['plazo']);
  expect(searchedWords('x', trace(undefined))).toEqual([]);
});
