import { expect, test } from 'vitest';
import type { Citation, Statement } from '../../lib/api-types.ts';
import { answerText } from './answer-text.ts';
import { numberCitations } from './number-citations.ts';

const citation = (start: number, title = 'Guía'): Citation => ({
  documentId: 'd',
  document: 'guia.pdf',
  title,
  version: 2,
  page: 3,
  start,
  end: start + 5,
  quote: 'texto',
});
const statements: readonly Statement[] = [
  { text: 'Uno.', support: 'quoted', citations: [citation(0), citation(9)] },
  { text: 'Dos.', support: 'supported', citations: [citation(9), citation(9)] },
  { text: 'Tres.', support: 'unsupported', citations: [] },
];

test('places are numbered in order of first mention, and the same place has one number', () => {
  const { statements: numbered, sources } = numberCitations(statements);
  expect(numbered.map(({ citations }) => citations.map(({ number }) => number))).toEqual([[1, 2], [2], []]);
  expect(sources.map(({ number }) => number)).toEqual([1, 2]);
});

test('the copied text carries numbers, sources and doubts', () => {
  const text = answerText('¿Qué?', statements, {
    sources: 'Fuentes',
    unsupported: 'sin confirmar',
    page: (page) => `pág. ${page}`,
    version: (version) => `versión ${version}`,
  });
  expect(text).toBe(
    [
      '¿Qué?',
      '',
      'Uno. [1][2]',
      'Dos. [2]',
      'Tres. (sin confirmar)',
      '',
      'Fuentes:',
      '[1] Guía, guia.pdf, versión 2, pág. 3',
      '[2] Guía, guia.pdf, versión 2, pág. 3',
    ].join('\n'),
  );
});
