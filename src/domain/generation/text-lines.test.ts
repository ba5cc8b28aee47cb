import { expect, test } from 'vitest';
import { evidenceUnits } from './evidence.ts';
import { examplePassage } from './testing.ts';
import { textLines } from './text-lines.ts';

const MANUAL = `7. Códigos de error

Código | Significado | Qué hacer
E07 | Reloj parado | Cambie la pila.
E12 | Sin agua | Abra la llave.

Datos técnicos
Medida | BR-200
Peso | 940 g

El aparato se limpia con un paño
seco. No use disolventes.

Garantía

Dura dos años.`;

test('tells rows, column names, headings and running text apart', () => {
  expect(textLines(MANUAL).map(({ kind, start, end }) => [kind, MANUAL.slice(start, end)])).toEqual([
    ['heading', '7. Códigos de error'],
    ['columns', 'Código | Significado | Qué hacer'],
    ['row', 'E07 | Reloj parado | Cambie la pila.'],
    ['row', 'E12 | Sin agua | Abra la llave.'],
    ['heading', 'Datos técnicos'],
    ['row', 'Medida | BR-200'],
    ['row', 'Peso | 940 g'],
    ['text', 'El aparato se limpia con un paño\nseco. No use disolventes.'],
    ['heading', 'Garantía'],
    ['text', 'Dura dos años.'],
  ]);
});

test('a row is one piece, its column names are its context; headings and column names are never quoted', () => {
  const units = evidenceUnits([examplePassage(MANUAL)]);
  const row = units.find(({ text }) => text.startsWith('E12'));
  expect(row?.context.map((position) => units[position]?.text)).toEqual([
    'Código | Significado | Qué hacer',
    '7. Códigos de error',
  ]);
  expect(units.filter(({ quotable }) => !quotable).map(({ text }) => text)).toEqual([
    '7. Códigos de error',
    'Código | Significado | Qué hacer',
    'Datos técnicos',
    'Garantía',
  ]);
});

test('a last line is quoted even when it looks like a heading', () => {
  const units = evidenceUnits([examplePassage('Dirección\n\nCalle Mayor')]);
  expect(units.map(({ quotable }) => quotable)).toEqual([false, true]);
});
