/** Every row of a table file becomes a sentence of its own, `Column: value; Column: value`, to be found and cited alone. */

import { type Options, parse } from 'csv-parse/sync';
import { documentDamaged } from './document-errors.ts';
import { FORMATS } from './format.ts';
import type { Parse } from './parser.ts';
import { readText } from './read-text.ts';
import { createDraft } from './text-draft.ts';
import { tidy } from './tidy.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;
const SAMPLE_LINES = 50;

export const parseCsv: Parse = async (input) => {
  const text = readText(input);
  const hint = /^sep=(.)\r?\n/i.exec(text);
  const body = hint === null ? text : text.slice(hint[0].length);
  const rows = readRows(body, hint?.[1] ?? findDelimiter(body)).map((row) => row.map(cellText));
  const filled = rows.filter((row) => row.some((cell) => cell !== ''));
  const [first = [], ...rest] = filled;
  const draft = createDraft(input.limits.maxCharacters);
  if (isHeader(first, rest)) {
    if (rest.length === 0) draft.block('paragraph', 0, first.filter((cell) => cell !== '').join(' | '));
    else
      draft.table(
        null,
        rest.map((row) => [{ text: sentence(first, row) }]),
      );
  } else
    draft.table(
      null,
      filled.map((row) => [{ text: row.filter((cell) => cell !== '').join(' | ') }]),
    );
  return draft.finish({ title: null, ...FORMATS.csv });
};

function sentence(header: readonly string[], row: readonly string[]): string {
  return row
    .map((cell, index) => (cell === '' ? '' : header[index] ? `${header[index]}: ${cell}` : cell))
    .filter((part) => part !== '')
    .join('; ');
}

/** Names of columns are words that differ from each other; a first row with bare numbers is data. */
function isHeader(first: readonly string[], rest: readonly (readonly string[])[]): boolean {
  const names = first.filter((cell) => cell !== '');
  if (names.length === 0 || new Set(names).size < names.length) return false;
  if (names.some((name) => /^[\d.,\s%€$+-]+$/.test(name) || name.length > 100)) return false;
  return names.length > 1 || rest.length === 0 || rest.every((row) => row.length <= 1);
}

function cellText(cell: string): string {
  return tidy(cell).replaceAll('\n', ' ');
}

/** The delimiter that cuts the first lines into the most columns with the fewest exceptions; a comma when none does. */
function findDelimiter(text: string): string {
  const sample = text.split('\n', SAMPLE_LINES * 2).join('\n');
  let best = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const rows = tryRows(sample, delimiter);
    const width = rows[0]?.length ?? 0;
    const regular = rows.filter((row) => row.length === width).length / Math.max(rows.length, 1);
    const score = width < 2 ? 0 : regular * Math.min(width, 4);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

function tryRows(text: string, delimiter: string): string[][] {
  try {
    return parseRows(text, delimiter, { to: SAMPLE_LINES });
  } catch {
    return [];
  }
}

/** A quote that never closes would swallow the rest of the file: then quotes are read as ordinary characters. */
function readRows(text: string, delimiter: string): string[][] {
  try {
    return parseRows(text, delimiter, {});
  } catch {
    try {
      return parseRows(text, delimiter, { quote: false });
    } catch (error) {
      throw documentDamaged('its rows cannot be told apart', error);
    }
  }
}

function parseRows(text: string, delimiter: string, extra: Options): string[][] {
  const options: Options = { delimiter, relax_quotes: true, relax_column_count: true, skip_empty_lines: true };
  return parse(text, { ...options, ...extra }) as string[][];
}
