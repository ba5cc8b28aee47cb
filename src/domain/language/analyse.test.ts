import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyse } from './analyse.ts';
import { analyseQuery } from './analyse-query.ts';
import { awkwardText } from './awkward-text.fixture.ts';

const terms = (text: string, language: 'es' | 'en') => analyse(text, language).map(({ term }) => term);

test.each([
  ['computacion', 'computación'],
  ['Políticas', 'politica'],
  ['MIÉRCOLES', 'miercoles'],
  ['contratación', 'CONTRATACION'],
  ['decisión', 'decisiones'],
])('%s finds %s', (left, right) => {
  expect(terms(left, 'es')).toEqual(terms(right, 'es'));
});

test('ñ is a letter of its own', () => {
  expect(terms('ano', 'es')).not.toEqual(terms('año', 'es'));
  expect(terms('años', 'es')).toEqual(terms('AÑOS', 'es'));
  expect(terms('an\u0303o', 'es')).toEqual(terms('año', 'es'));
});

test('stop words leave no term, whatever their case and accents', () => {
  expect(terms('¿Qué es el plazo de la entrega?', 'es')).toEqual(terms('plazo entrega', 'es'));
  expect(terms("What isn't THE deadline?", 'en')).toEqual(terms('deadline', 'en'));
});

test('codes are found whole and by their parts, however they are written', () => {
  expect(terms('ISO-27001', 'es')).toEqual(['iso27001', 'iso', '27001']);
  expect(terms('ISO27001', 'en')).toEqual(['iso27001', 'iso', '27001']);
  expect(terms('ana.ruiz@example.org', 'es')[0]).toBe('ana.ruiz@example.org');
});

test('numbers have one spelling', () => {
  expect(terms('1.234,56 €', 'es')).toEqual(terms('1,234.56', 'en'));
  expect(terms('art. 15.2', 'es')).toContain('15.2');
});

test('possessives and full-width letters do not hide a word', () => {
  expect(terms("the company's policy", 'en')).toEqual(terms('company policies', 'en'));
  expect(terms('ＡＢＣ', 'en')).toEqual(['abc']);
});

test('a term knows where its word stands', () => {
  fc.assert(
    fc.property(awkwardText, fc.constantFrom('es' as const, 'en' as const), (text, language) =>
      analyse(text, language).every(
        ({ term, start, end }) => term.length > 0 && start >= 0 && start < end && end <= text.length,
      ),
    ),
  );
});

test('a question is searched by the stems of both languages, its own first', () => {
  const { language, terms: asked } = analyseQuery('¿Cuál es la política de vacaciones?');
  expect(language).toBe('es');
  expect(asked.filter(({ weight }) => weight === 1).map(({ term }) => term)).toEqual(
    terms('política vacaciones', 'es'),
  );
  expect(asked.map(({ term }) => term)).toEqual(expect.arrayContaining([...terms('politica vacaciones', 'en')]));
});
