/**
 * Every error in Spanish, by its code; the server says its errors in English. A text may have several wordings, from
 * the most telling to one without blanks: the first whose blanks the details of the error fill is the one used.
 */

import catalogue from './errors.es.json' with { type: 'json' };

interface Entry {
  readonly message: string | readonly string[];
  readonly remedy: string | readonly string[];
}

export interface SpanishWords {
  readonly message: string;
  readonly remedy: string;
}

const ENTRIES: ReadonlyMap<string, Entry> = new Map<string, Entry>(Object.entries(catalogue));

/** `{{name}}`, `{{name|bytes}}`, `{{name|seconds}}` (from milliseconds). */
const BLANK = /\{\{(\w+)(?:\|(\w+))?\}\}/g;

/** Null for a code that is not in the catalogue. */
export function spanishError(code: string, details: Readonly<Record<string, unknown>> = {}): SpanishWords | null {
  const entry = ENTRIES.get(code);
  if (entry === undefined) return null;
  return { message: fillFirst(entry.message, details), remedy: fillFirst(entry.remedy, details) };
}

function fillFirst(wordings: string | readonly string[], details: Readonly<Record<string, unknown>>): string {
  let last = '';
  for (const wording of typeof wordings === 'string' ? [wordings] : wordings) {
    let filled = true;
    last = wording.replace(BLANK, (_, name: string, unit: string | undefined) => {
      const value = shown(details[name], unit);
      filled &&= value !== '';
      return value;
    });
    if (filled) return last;
  }
  return last;
}

function shown(value: unknown, unit: string | undefined): string {
  if (Array.isArray(value))
    return value
      .map((one) => shown(fieldOf(one), unit))
      .filter((one) => one !== '')
      .join(', ');
  if (typeof value === 'number') return unit === undefined ? String(value) : measured(value, unit);
  return typeof value === 'string' ? value : '';
}

/** What is wrong with a request is a list of fields, each with an English explanation. */
function fieldOf(one: unknown): unknown {
  return typeof one === 'object' && one !== null && 'field' in one ? one.field : one;
}

function measured(value: number, unit: string): string {
  if (unit === 'seconds') return `${decimal(value / 1000)} s`;
  if (value >= 2 ** 30) return `${decimal(value / 2 ** 30)} GiB`;
  if (value >= 2 ** 20) return `${decimal(value / 2 ** 20)} MiB`;
  return value >= 2 ** 10 ? `${decimal(value / 2 ** 10)} KiB` : `${value} bytes`;
}

function decimal(value: number): string {
  return String(Math.round(value * 10) / 10).replace('.', ',');
}
