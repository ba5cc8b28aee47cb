import { expect, test } from 'vitest';
import { errorFromBody } from './api-error.ts';
import { createFormat, localeFor } from './format.ts';
import { pickLanguage } from './i18n.ts';
import { placeFromSearch, placeToSearch, readPlaceSearch } from './place.ts';
import { withQuery } from './request.ts';

test('the language is the one chosen before, else the first that the browser wishes and we speak', () => {
  expect(pickLanguage('en', ['es-ES'])).toBe('en');
  expect(pickLanguage(null, ['ca', 'es-MX', 'en'])).toBe('es');
  expect(pickLanguage('xx', ['fr'])).toBe('en');
  expect(localeFor('es', ['en-GB', 'es-MX'])).toBe('es-MX');
  expect(localeFor('es', ['en-GB'])).toBe('es');
});

test('numbers and sizes follow the reader', () => {
  const spanish = createFormat('es-ES');
  expect(spanish.number(1234567.25, 1)).toBe('1.234.567,3');
  expect(spanish.bytes(0)).toContain('0');
  expect(spanish.bytes(1_500_000)).toBe('1,5 MB');
  expect(createFormat('en').list(['a', 'b'])).toBe('a and b');
});

test('a place survives the address, and nonsense in the address is left out', () => {
  const place = { documentId: 'd', version: 2, start: 5, end: 9 };
  expect(placeFromSearch(readPlaceSearch({ ...placeToSearch(place) }))).toEqual(place);
  expect(readPlaceSearch({ doc: 'd', v: 'x', s: '9', e: '5' })).toEqual({ doc: 'd' });
  expect(readPlaceSearch({ v: 3 })).toEqual({});
});

test('an answer that is no answer of ours still becomes an error that can be shown', () => {
  expect(errorFromBody('<html>', 502).report.code).toBe('UNEXPECTED_ANSWER');
  const report = { code: 'X', message: 'm', remedy: 'r', blame: 'input' };
  expect(errorFromBody({ error: report }, 400).report).toEqual(report);
});

test('empty values are left out of a query', () => {
  expect(withQuery('/a', { b: null, c: '', d: 'á b', e: 0 })).toBe('/a?d=%C3%A1+b&e=0');
});
