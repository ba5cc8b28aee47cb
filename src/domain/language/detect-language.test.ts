import { expect, test } from 'vitest';
import { detectLanguage } from './detect-language.ts';

test.each([
  '¿Cuál es el plazo?',
  'politica de vacaciones',
  'horario oficina',
  'plazo de entrega',
  'factura pendiente',
  'numero de cuenta',
  'El contrato se renueva cada año.',
])('Spanish: %s', (text) => {
  expect(detectLanguage(text).language).toBe('es');
});

test.each([
  'vacation policy',
  'What is the deadline?',
  'refund policy',
  'opening hours Madrid',
  'remote work',
  'invoice',
  'The contract is renewed every year.',
])('English: %s', (text) => {
  expect(detectLanguage(text).language).toBe('en');
});

test('says how sure it is', () => {
  expect(detectLanguage('IBAN').confidence).toBeLessThan(0.9);
  expect(detectLanguage('¿Cuál es el plazo de entrega?').confidence).toBeGreaterThan(0.99);
  expect(detectLanguage('')).toEqual({ language: 'es', confidence: 0.5 });
});
