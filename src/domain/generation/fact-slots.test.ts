import { expect, test } from 'vitest';
import { factKeys } from './fact-slots.ts';

test.each([
  ['es', 'el 15 de marzo de 2024', ['number 15', 'month 3', 'number 2024']],
  ['es', 'el 15/03/2024', ['number 15', 'month 3', 'number 2024']],
  ['en', 'on 2024-03-15', ['number 15', 'month 3', 'number 2024']],
  ['en', 'on 03/15/2024', ['number 15', 'month 3', 'number 2024']],
  ['en', 'March 15, 2024 it was', ['month 3', 'number 15', 'number 2024']],
  ['es', 'son treinta y cinco días', ['number 35', 'unit 35 day']],
  ['en', 'it took twenty five days', ['number 25', 'unit 25 day']],
  ['en', '23 working days', ['number 23', 'unit 23 day']],
  ['es', 'un doce por ciento', ['number 12', 'unit 12 %']],
  ['es', 'un 12 %', ['number 12', 'unit 12 %']],
  ['en', 'it costs $1,234.56', ['number 1234.56', 'unit 1234.56 usd']],
  ['es', 'cuesta 1.234,56 €', ['number 1234.56', 'unit 1234.56 eur']],
  ['es', 'la norma ISO-27001 vale', ['code iso27001']],
  ['es', 'vive en Las Palmas con Ana', ['name palmas', 'name ana']],
  ['en', 'you may ask', []],
  ['en', 'in May 2024', ['month 5', 'number 2024']],
  ['es', 'La casa es grande. El jardín también.', []],
  ['es', 'abre los lunes', ['weekday lunes']],
] as const)('%s: %s', (language, text, keys) => {
  expect(factKeys(text, language)).toEqual(keys);
});
