import { expect, test } from 'vitest';
import { readMarks } from './citation-marks.ts';

test.each([
  ['El plazo es de 30 días [1].', 'El plazo es de 30 días.', [1]],
  ['El plazo es de 30 días. [1][2]', 'El plazo es de 30 días.', [1, 2]],
  ['El plazo [2] es de 30 días [1], y no más.', 'El plazo es de 30 días, y no más.', [2, 1]],
  ['Three cases [1, 3] [3-5].', 'Three cases.', [1, 3, 4, 5]],
  ['Dos casos [1 y 2].', 'Dos casos.', [1, 2]],
  ['Two cases [1 and 2].', 'Two cases.', [1, 2]],
  ['Uno [pasaje 4], otro [Source 5].', 'Uno, otro.', [4, 5]],
  ['Full width 【7】.', 'Full width.', [7]],
  ['Nada que citar [véase arriba].', 'Nada que citar [véase arriba].', []],
  ['Un rango absurdo [1-9999].', 'Un rango absurdo.', Array.from({ length: 20 }, (_, index) => index + 1)],
  ['Un rango al revés [5-2].', 'Un rango al revés.', [5]],
  ['', '', []],
])('%s', (raw, text, numbers) => {
  expect(readMarks(raw)).toEqual({ text, numbers });
});
