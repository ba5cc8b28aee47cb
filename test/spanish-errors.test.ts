/** Every error that can leave Medida has Spanish words, and no words are left of errors that are gone. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { SETTINGS } from '#app/settings';
import catalogue from '../contracts/errors.es.json' with { type: 'json' };
import { spanishError } from '../contracts/spanish-error.ts';

const SOURCES = fileURLToPath(new URL('../src', import.meta.url));
const NOT_SHIPPED = /\.test\.ts$|[\\/]testing(\.ts$|[\\/])|-contract\.ts$|\.fixture\.ts$/;
/** Literals in capitals that are no codes of errors: names of settings, and those that other programs use. */
const OTHERS = new Set<string>([
  ...Object.values(SETTINGS).map(({ variable }) => variable),
  'MEDIDA_MODEL',
  'MEDIDA_EMBEDDER',
]);
const FOREIGN = /^(ERR|UND_ERR|SQLITE|PG)_/;

/** Codes stand after `code:` or, where a function makes the error, are literals of several words. */
function codesInSources(): ReadonlyMap<string, string> {
  const codes = new Map<string, string>();
  for (const name of readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts') || NOT_SHIPPED.test(name)) continue;
    const text = readFileSync(join(SOURCES, name), 'utf8');
    for (const [, one = '', two = ''] of text.matchAll(/\bcode: '([A-Z]+)'|'([A-Z]+(?:_[A-Z]+)+)'/g)) {
      const code = one || two;
      if (!OTHERS.has(code) && !FOREIGN.test(code)) codes.set(code, name);
    }
  }
  return codes;
}

test('every code of an error in the sources has its words in Spanish', () => {
  const codes = codesInSources();
  expect(codes.size).toBeGreaterThan(100);
  const missing = [...codes].filter(([code]) => !(code in catalogue)).map(([code, name]) => `${code} (${name})`);
  expect(missing, 'add them to contracts/errors.es.json').toEqual([]);
});

test('no words are kept for codes that the sources do not have', () => {
  const codes = codesInSources();
  expect(Object.keys(catalogue).filter((code) => !codes.has(code))).toEqual([]);
});

test.each(Object.keys(catalogue))('%s says something whole without any details', (code) => {
  const words = spanishError(code);
  for (const text of [words?.message ?? '', words?.remedy ?? '']) {
    expect(text).toMatch(/^[A-ZÁÉÍÓÚÑ«/].*[.]$/su);
    expect(text).not.toMatch(/ {2}| [.,;:)]|\(\)|[{}]{2}/);
  }
});

test('the blanks are filled from the details of the error', () => {
  expect(spanishError('QUESTION_TOO_LONG', { length: 9000, limit: 8000 })?.message).toBe(
    'La pregunta tiene 9000 caracteres; se leen 8000 como máximo.',
  );
  expect(spanishError('UPLOAD_TOO_LARGE', { limitBytes: 512 * 2 ** 20 })?.message).toBe(
    'La subida ocupa más de 512 MiB.',
  );
  expect(spanishError('PARSER_TIMEOUT', { milliseconds: 1500 })?.message).toContain('1,5 s');
  expect(spanishError('FEEDBACK_INVALID', { allowed: ['up', 'down'] })?.remedy).toBe('Use uno de estos: up, down.');
  expect(
    spanishError('REQUEST_INVALID', { issues: [{ field: 'name', message: 'Required' }, { field: 'role' }] })?.message,
  ).toBe('La petición no es válida; revise: name, role.');
  expect(spanishError('DATA_FOLDER_IN_USE', { pid: 7, host: 'here', since: 'now', port: null })?.message).toBe(
    'La carpeta de datos la está usando el proceso 7 en here.',
  );
});

test('a code without words is told apart', () => {
  expect(spanishError('NO_SUCH_CODE')).toBeNull();
});
