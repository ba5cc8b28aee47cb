import type { Language } from '#kernel/language';
import { wordsOf } from './words.ts';

/** Rows with aligned columns. */
export function showTable(rows: readonly (readonly string[])[], language: Language): string {
  if (rows.length === 0) return `${wordsOf(language).none}\n`;
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
    .concat('\n');
}
