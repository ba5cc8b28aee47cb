import { expect, test } from 'vitest';
import { type CheckView, checkView } from '#app/views/doctor-view';
import { checkWords } from './check-words.ts';
import { problemWords } from './problem-words.ts';
import { errorWords, showError } from './show-error.ts';

const busy = {
  ...{ code: 'PORT_IN_USE', message: 'Port 80 on here is already in use.', remedy: 'Stop what uses it.' },
  ...{ blame: 'input' as const, details: { port: 80, host: 'aquí' } },
};

test('an error is said in the language asked for, with its facts', () => {
  expect(showError(busy, 'es')).toMatch(/^El puerto 80 de aquí ya está en uso\.\nQué hacer: .*\(PORT_IN_USE\)\n$/);
  expect(showError(busy, 'en')).toBe(
    'Port 80 on here is already in use.\nWhat to do: Stop what uses it. (PORT_IN_USE)\n',
  );
});

test('an error of a newer server keeps its own words', () => {
  expect(errorWords({ ...busy, code: 'NEWER_CODE' }, 'es')).toEqual({ message: busy.message, remedy: busy.remedy });
});

const check: CheckView = { name: 'database', ok: true, state: 'database-answers', facts: {}, found: 'found' };

test.each(checkView.shape.state.options)('the finding %s has its Spanish', (state) => {
  const facts = { home: '/datos', gib: '2.5', kind: 'embedded', model: 'm', url: 'http://u', variable: 'X' };
  const said = checkWords({ ...check, state, facts }, 'es');
  expect(said.name).toBe('base de datos');
  expect(said.found).not.toMatch(/^found$|undefined|2\.5/);
  expect(checkWords({ ...check, state, facts }, 'en').found).toBe('found');
});

test('a database that fails says why', () => {
  const facts = { code: 'DISK_FULL' };
  const failing = { ...check, ok: false, state: 'database-fails' as const, facts, remedy: 'Free space.' };
  expect(checkWords(failing, 'es').found).toContain('El disco está lleno');
});

test('what is wrong with an exported log is said in the language asked for', () => {
  const problem = { kind: 'root' as const, index: null, what: 'The entries do not have that root.' };
  expect(problemWords(problem, 'en')).toBe(problem.what);
  expect(problemWords(problem, 'es')).toContain('no dan la raíz');
});
