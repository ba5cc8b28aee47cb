/** Help and complaints of the command line in Spanish: the commands are written in English, the catalogue has the rest. */

import { Help, type HelpConfiguration } from 'commander';
import catalogue from './help.es.json' with { type: 'json' };

const TEXTS: ReadonlyMap<string, string> = new Map(Object.entries(catalogue));

const TITLES: ReadonlyMap<string, string> = new Map([
  ['Usage:', 'Uso:'],
  ['Arguments:', 'Argumentos:'],
  ['Options:', 'Opciones:'],
  ['Commands:', 'Órdenes:'],
]);

/** What a value is called where it is to be filled in. */
const VALUES: Readonly<Record<string, string>> = {
  ...{ address: 'dirección', command: 'orden', file: 'archivo', folder: 'carpeta', group: 'grupo', key: 'clave' },
  ...{ language: 'idioma', member: 'miembro', mode: 'modo', name: 'nombre', number: 'número', options: 'opciones' },
  ...{ path: 'ruta', policy: 'criterio', query: 'consulta', question: 'pregunta', role: 'rol', state: 'estado' },
  ...{ time: 'fecha' },
};

const english = new Help();

export const spanishHelp: HelpConfiguration = {
  styleTitle: (title) => TITLES.get(title) ?? title,
  commandUsage: (command) => values(english.commandUsage(command)),
  commandDescription: (command) => text(command.description()),
  subcommandTerm: (command) => values(english.subcommandTerm(command)),
  subcommandDescription: (command) => text(command.description()),
  optionTerm: (option) => values(english.optionTerm(option)),
  optionDescription: (option) => described(option.description, english.optionDescription(option)),
  argumentTerm: (argument) => VALUES[argument.name()] ?? argument.name(),
  argumentDescription: (argument) => described(argument.description, english.argumentDescription(argument)),
};

function text(said: string): string {
  return TEXTS.get(said) ?? said;
}

function values(term: string): string {
  return term.replace(/([<[])(\w+)/g, (all, open: string, name: string) => {
    const own = VALUES[name];
    return own === undefined ? all : `${open}${own}`;
  });
}

/** The description with what the library adds to it: choices and the default. */
function described(said: string, whole: string): string {
  const added = whole.slice(said.length).replace('choices:', 'valores:').replace('default:', 'por defecto:');
  return `${text(said)}${added}`;
}

const COMPLAINTS: readonly (readonly [RegExp, string])[] = [
  [/^error: unknown option '(.*?)'/, "error: la opción '$1' no existe"],
  [/^error: unknown command '(.*?)'/, "error: la orden '$1' no existe"],
  [/^error: missing required argument '(.*?)'/, "error: falta el argumento '$1'"],
  [/^error: option '(.*?)' argument missing/, "error: falta el valor de la opción '$1'"],
  [/^error: required option '(.*?)' not specified/, "error: falta la opción obligatoria '$1'"],
  [
    /^error: too many arguments.*?\. Expected (\d+) arguments? but got (\d+)\./,
    'error: sobran argumentos: se esperaban $1 y se han dado $2.',
  ],
  [/^error: option '(.*?)' argument '(.*?)' is invalid\./, "error: el valor '$2' de la opción '$1' no es válido."],
  [
    /^error: command-argument value '(.*?)' is invalid for argument '(.*?)'\./,
    "error: el valor '$1' del argumento '$2' no es válido.",
  ],
  [/Allowed choices are (.*)\./, 'Los valores posibles son: $1.'],
  [/It must be a whole number from (\d+) to (\d+)\./, 'Debe ser un número entero de $1 a $2.'],
  [/\(Did you mean (?:one of )?(.*)\?\)/, '(¿Quiso decir $1?)'],
];

export function spanishComplaint(said: string): string {
  return COMPLAINTS.reduce((line, [pattern, own]) => line.replace(pattern, own), said);
}
