/** What the checks of the installation found, in the reader's language. */

import type { CheckView } from '#app/views/doctor-view';
import type { Language } from '#kernel/language';
import { errorWords } from './show-error.ts';

type CheckWords = Pick<CheckView, 'name' | 'found' | 'remedy'>;

const NAMES: Readonly<Record<string, string>> = {
  'data folder': 'carpeta de datos',
  database: 'base de datos',
  'second barrier': 'segunda barrera',
  'language model': 'modelo de lenguaje',
  'embedding model': 'modelo de incrustación',
  'web page': 'página web',
};

const KINDS: Readonly<Record<string, string>> = { embedded: 'integrada', server: 'en un servidor' };

type Facts = Readonly<Record<string, string>>;

const FINDINGS: Readonly<Record<CheckView['state'], (facts: Facts) => readonly [found: string, remedy?: string]>> = {
  'folder-ready': ({ home, gib = '' }) => [`${home}, ${gib.replace('.', ',')} GiB libres`],
  'folder-nearly-full': ({ home, gib = '' }) => [
    `${home}, ${gib.replace('.', ',')} GiB libres`,
    'Libere espacio: con menos de 1 GiB la base de datos puede detenerse.',
  ],
  'folder-forbidden': ({ home }) => [
    `no se puede leer y escribir en ${home}`,
    'Corrija su propietario o sus permisos.',
  ],
  'database-answers': ({ kind = '' }) => [`${KINDS[kind] ?? kind}, responde`],
  'database-fails': () => ['no responde', 'Consulte el registro.'],
  'barrier-acts': () => ['la seguridad por filas actúa mediante el rol medida_app'],
  'barrier-missing': () => [
    'el usuario de la base de datos no puede usar el rol medida_app; los permisos dependen solo de las consultas',
  ],
  'model-absent': () => ['ninguno configurado'],
  'model-configured': ({ model, url }) => [`${model} en ${url}`],
  'model-incomplete': ({ model, url, variable }) => [
    `${model} en ${url}`,
    `Configure tanto ${variable}_URL como el nombre del modelo, o ninguno de los dos.`,
  ],
  'page-built': () => ['construida'],
  'page-missing': () => ['sin construir; la API funciona sin ella'],
};

export function checkWords(check: CheckView, language: Language): CheckWords {
  if (language !== 'es') return check;
  const name = NAMES[check.name] ?? check.name;
  const { code } = check.facts;
  if (code !== undefined) {
    const { message, remedy } = errorWords({ code, message: check.found, remedy: check.remedy ?? '' }, language);
    return { name, found: message, remedy };
  }
  const [found, remedy] = FINDINGS[check.state](check.facts);
  return { name, found, ...(remedy !== undefined && { remedy }) };
}
