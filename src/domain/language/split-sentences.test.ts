import fc from 'fast-check';
import { expect, test } from 'vitest';
import { awkwardText } from './awkward-text.fixture.ts';
import { splitSentences } from './split-sentences.ts';

const sentences = (text: string, language: 'es' | 'en') =>
  splitSentences(text, language).map(({ start, end }) => text.slice(start, end));

test.each([
  'El Sr. López firmó el contrato, núm. 5, ayer.',
  'Se aplica, p. ej., a los arts. 12 y 13.',
  'J. R. R. Tolkien escribió el libro.',
  'Cuesta 1.234,56 € al mes.',
  'La empresa Acme, S.A. es cliente.',
  'Véase la pág. 12 del anexo.',
])('one Spanish sentence: %s', (text) => {
  expect(sentences(text, 'es')).toEqual([text]);
});

test.each([
  'Mr. Smith of Acme Inc. signed the contract.',
  'Use a strong password, e.g. a long one.',
  'See Fig. 3 and Sec. 2.1 for details.',
  'It costs $1,234.56 a month.',
])('one English sentence: %s', (text) => {
  expect(sentences(text, 'en')).toEqual([text]);
});

test('sentences end where they end', () => {
  expect(sentences('¿Cuál es el plazo? Treinta días. ¡Gracias!', 'es')).toEqual([
    '¿Cuál es el plazo?',
    'Treinta días.',
    '¡Gracias!',
  ]);
  expect(sentences('He works at Acme Inc. The office is closed.', 'en')).toEqual([
    'He works at Acme Inc.',
    'The office is closed.',
  ]);
  expect(sentences('Papel, tinta, etc. El pedido se envía hoy.', 'es')).toHaveLength(2);
});

test('lines and list items end sentences, wrapped lines do not', () => {
  expect(sentences('Requisitos:\n- DNI\n- Contrato\n\n1. Primero\n2. Segundo', 'es')).toEqual([
    'Requisitos:',
    '- DNI',
    '- Contrato',
    '1. Primero',
    '2. Segundo',
  ]);
  expect(sentences('This line goes\non in the next one.', 'en')).toEqual(['This line goes\non in the next one.']);
});

test('in order, inside, trimmed, and together they hold every character that is not white space', () => {
  const piece = fc.constantFrom(
    'Sr. ',
    'art. 5 ',
    '. ',
    '\n',
    '\n\n',
    'A. ',
    '1. ',
    '- ',
    '¿Sí? ',
    'e.g. ',
    'etc. ',
    'El ',
    'x',
    '…',
    '\r\n',
    '\u00a0',
  );
  const text = fc.array(fc.oneof(piece, awkwardText), { maxLength: 30 });
  fc.assert(
    fc.property(text, fc.constantFrom('es' as const, 'en' as const), (pieces, language) => {
      const whole = pieces.join('');
      const blank = (from: number, to: number) => whole.slice(from, to).trim() === '';
      let last = 0;
      const fits = splitSentences(whole, language).every(({ start, end }) => {
        const sentence = whole.slice(start, end);
        const good = start < end && blank(last, start) && sentence === sentence.trim();
        last = end;
        return good;
      });
      return fits && blank(last, whole.length);
    }),
  );
});

test('long runs of anything take no longer than their length', () => {
  for (const piece of ['Sr. ', ' ', '\n', 'a', 'a.', '1. ', '. ', 'a \n'])
    expect(splitSentences(`x${piece.repeat(4_000)}x`, 'es').length).toBeGreaterThan(0);
});
