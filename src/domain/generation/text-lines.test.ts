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

const quoted = (text: string) =>
  evidenceUnits([examplePassage(text)]).flatMap((unit) => (unit.quotable ? [unit.text] : []));

test.each([
  ['column names beside years', 'Precios\nProducto | 2025 | 2026\nBR-200 | 940 € | 980 €', ['BR-200 | 940 € | 980 €']],
  [
    'column names of a table without figures',
    'Equipo.\nÁrea | Responsable | Suplente\nVentas | Ana Gil | Luis Paz\nCompras | Eva Ros | Noa Fe',
    ['Equipo.', 'Ventas | Ana Gil | Luis Paz', 'Compras | Eva Ros | Noa Fe'],
  ],
  [
    'a page number',
    'La pila dura un año.\nManual BR-200 — Página 3 de 12\nNo la moje.',
    ['La pila dura un año.', 'No la moje.'],
  ],
  [
    'a running header',
    'Política de viajes de Brumalia\nSe vuela en turista.\nPolítica de viajes de Brumalia\nEl tren es preferible.',
    ['Se vuela en turista.', 'El tren es preferible.'],
  ],
  [
    'a table of contents',
    'Índice\n1. Garantía ........ 4\n2. Datos técnicos . . . . 7\n3. Limpieza 9\nSe limpia con un paño.',
    ['Se limpia con un paño.'],
  ],
])('%s is never quoted', (_what, text, expected) => {
  expect(quoted(text)).toEqual(expected);
});

test('what only looks like page furniture is quoted', () => {
  const text = 'El plazo vence en la página 3 del acuerdo.\nNombre | Acme\nCiudad | Madrid';
  expect(quoted(text)).toEqual(['El plazo vence en la página 3 del acuerdo.', 'Nombre | Acme', 'Ciudad | Madrid']);
});
