import type { Command } from 'commander';
import { expect, test } from 'vitest';
import help from './help.es.json' with { type: 'json' };
import { createProgram } from './run-program.ts';

/** The program as it is made, with all that it printed. */
function program(args: readonly string[], locale = '') {
  const said: string[] = [];
  const add = (piece: string) => void said.push(piece);
  const terminal = { write: add, note: add } as never;
  const made = createProgram(args, { terminal, locale, version: '1.2.3' }, (command) => {
    command.action(() => undefined);
  });
  return { made, said };
}

async function printed(args: readonly string[], locale = ''): Promise<string> {
  const { made, said } = program(args, locale);
  await made.parseAsync([...args], { from: 'user' }).catch(() => undefined);
  return said.join('');
}

const withInner = (command: Command): readonly Command[] => [command, ...command.commands.flatMap(withInner)];

test('every text of the help has its Spanish, and none is kept that is not used', () => {
  const commands = withInner(program([]).made);
  const texts = commands.flatMap((command) => [
    command.description(),
    ...command.options.map(({ description }) => description),
    ...command.registeredArguments.map(({ description }) => description),
  ]);
  // Lists of values are the same in both languages.
  const spoken = new Set(texts.filter((text) => text.includes(' ') && !text.startsWith('owner,')));
  const library = 'display help for command';
  expect(new Set(Object.keys(help))).toEqual(new Set([...spoken, library]));
});

test('help screens are Spanish where Spanish is asked for or the system is Spanish', async () => {
  const asked = await printed(['ask', '--help', '--lang', 'es']);
  expect(asked).toMatch(/^Uso: medida ask \[opciones\] \[pregunta\.\.\.\]/);
  expect(asked).toContain('--mode <modo>');
  expect(asked).not.toMatch(/Usage|Options|Arguments|choices|default|display/);
  expect(await printed(['ingest', '--help'], 'es_ES.UTF-8')).toMatch(/\(por defecto:\s+"documents"\)/);
  expect(await printed(['ingest', '--help', '--lang=en'], 'es_ES.UTF-8')).toMatch(/^Usage: medida ingest/);
  const first = await printed(['--help'], 'es_ES.UTF-8');
  expect(first).toContain('Órdenes:');
  expect(first).not.toMatch(/[Dd]isplay help|version number/);
});

test.each([
  [['ask', '--bogus'], "la opción '--bogus' no existe"],
  [['serch'], '¿Quiso decir search?'],
  [['ingest'], "falta el argumento 'path'"],
  [['ask', '--mode'], "falta el valor de la opción '--mode <mode>'"],
  [['ask', '--mode', 'x'], 'Los valores posibles son: auto, extractive, generative.'],
  [['search', 'x', '-n', '99'], 'Debe ser un número entero de 1 a 50.'],
  [['key', 'revoke', 'a', 'b'], 'sobran argumentos: se esperaban 1 y se han dado 2.'],
])('what cannot be understood is said in Spanish: %j', async (args, text) => {
  expect(await printed(args, 'es')).toContain(text);
});
