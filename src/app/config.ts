/**
 * Configuration, read once: flags, then environment, then a configuration file, then defaults. Nothing else in the
 * program reads the environment. Every value remembers where it came from.
 */

import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { z } from 'zod';
import { InputError } from '#kernel/errors';
import { SETTINGS, type SettingName, type SettingSpec, type SettingValues } from './settings.ts';
import type { SettingView } from './views/doctor-view.ts';

export interface Config {
  /** `home` is absolute here. */
  readonly values: SettingValues;
  /** Safe to show: secrets are masked. */
  readonly settings: readonly SettingView[];
}

export interface ConfigInput {
  /** By setting name; undefined where the flag was not given. */
  readonly flags?: Readonly<Partial<Record<SettingName, unknown>>>;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly folder?: string;
}

/** The language of the user's terminal, as the system says it: `es_ES.UTF-8`; empty where it says nothing. */
export function readLocale(environment: Readonly<Record<string, string | undefined>> = process.env): string {
  return environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
}

interface Found {
  readonly value: unknown;
  readonly origin: SettingView['origin'];
  readonly source?: string;
}

interface ConfigFile {
  readonly path: string;
  readonly content: Readonly<Record<string, unknown>>;
}

const FILE_NAMES = ['medida.config.json', 'medida.config.mjs'];
const NAMES = Object.keys(SETTINGS) as readonly SettingName[];

/** @throws InputError `CONFIG_INVALID`, `CONFIG_UNREADABLE`, `CONFIG_UNKNOWN_SETTING` */
export async function readConfig(input: ConfigInput = {}): Promise<Config> {
  const environment = input.environment ?? process.env;
  const folder = resolve(input.folder ?? process.cwd());
  const beside = await findFile(folder);
  const home = resolve(folder, String(find('home', input, environment, [beside]).value));
  const files = [beside, folder === home ? null : await findFile(home)];
  const found = NAMES.map((name) => [name, check(name, find(name, input, environment, files))] as const);
  const values = Object.fromEntries(found.map(([name, { value }]) => [name, value])) as unknown as SettingValues;
  return Object.freeze({
    values: Object.freeze({ ...values, home }),
    settings: Object.freeze(found.map(([name, one]) => show(name, one))),
  });
}

function find(
  name: SettingName,
  { flags = {} }: ConfigInput,
  environment: Readonly<Record<string, string | undefined>>,
  files: readonly (ConfigFile | null)[],
): Found {
  if (flags[name] !== undefined) return { value: flags[name], origin: 'flag', source: `--${kebab(name)}` };
  const { variable, fallback } = SETTINGS[name];
  const set = environment[variable];
  if (set !== undefined && set !== '') return { value: set, origin: 'environment', source: variable };
  for (const file of files) {
    const value = file?.content[name];
    if (file !== null && value !== undefined) return { value, origin: 'file', source: file.path };
  }
  return { value: fallback, origin: 'default' };
}

function check(name: SettingName, found: Found): Found {
  if (found.origin === 'default') return found;
  const form: z.ZodType = SETTINGS[name].form;
  const parsed = form.safeParse(found.value);
  if (parsed.success) return { ...found, value: parsed.data };
  throw new InputError({
    code: 'CONFIG_INVALID',
    message: `The setting ${name} (${found.source ?? found.origin}) is not valid: ${parsed.error.issues[0]?.message ?? ''}.`,
    remedy: 'Correct it, or leave it out to use the default; medida doctor shows every setting.',
    details: { setting: name, origin: found.origin },
  });
}

function show(name: SettingName, { value, origin, source }: Found): SettingView {
  const { secret }: SettingSpec = SETTINGS[name];
  const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
  const shown = secret && typeof plain === 'string' ? mask(plain) : plain;
  return { name, value: shown, origin, ...(source !== undefined && { source }) };
}

/** Of an address everything but user and password may be seen; of any other secret only that there is one. */
function mask(secret: string): string {
  const url = URL.canParse(secret) ? new URL(secret) : null;
  return url === null || url.host === '' ? '•••' : `${url.protocol}//•••@${url.host}${url.pathname}`;
}

async function findFile(folder: string): Promise<ConfigFile | null> {
  for (const name of FILE_NAMES) {
    const path = join(folder, name);
    const text = await readFile(path, 'utf8').catch(() => null);
    if (text === null) continue;
    const content = await load(path, text);
    const unknown = Object.keys(content).find((key) => !(key in SETTINGS));
    if (unknown === undefined) return { path, content };
    throw new InputError({
      code: 'CONFIG_UNKNOWN_SETTING',
      message: `${path} has a setting "${unknown}" that does not exist.`,
      remedy: `Use one of: ${NAMES.join(', ')}.`,
      details: { setting: unknown, path },
    });
  }
  return null;
}

async function load(path: string, text: string): Promise<Record<string, unknown>> {
  try {
    const loaded: unknown = path.endsWith('.json')
      ? JSON.parse(text)
      : (await import(pathToFileURL(path).href)).default;
    if (typeof loaded === 'object' && loaded !== null && !Array.isArray(loaded))
      return loaded as Record<string, unknown>;
  } catch (cause) {
    throw unreadable(path, cause);
  }
  throw unreadable(path);
}

function unreadable(path: string, cause?: unknown): InputError {
  return new InputError({
    code: 'CONFIG_UNREADABLE',
    message: `${path} is not a configuration: it must hold one object of settings.`,
    remedy: 'Correct the file: JSON, or a module whose default export is the object.',
    details: { path },
    ...(cause === undefined ? {} : { cause }),
  });
}

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
