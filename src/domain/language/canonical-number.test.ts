import { expect, test } from 'vitest';
import { canonicalNumber } from './canonical-number.ts';

test.each([
  ['1.234,56', '1234.56'],
  ['1,234.56', '1234.56'],
  ['1\u00a0234,56', '1234.56'],
  ['1.234', '1234'],
  ['1,234', '1234'],
  ['1.234.567', '1234567'],
  ['0,125', '0.125'],
  ['15,2', '15.2'],
  ['2.10.3', '2.10.3'],
  ['10,00', '10'],
  ['05', '5'],
  ['00123', '00123'],
])('%s is %s', (written, canonical) => {
  expect(canonicalNumber(written)).toBe(canonical);
});
