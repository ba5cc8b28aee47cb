/** What a benchmark gives: facts for programs and tables for people. */

import { cpus, totalmem } from 'node:os';

export interface BenchTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

export interface BenchResult {
  readonly name: string;
  /** What was measured, on what, against whom. */
  readonly summary: string;
  readonly tables: readonly BenchTable[];
  readonly notes: readonly string[];
}

/** A benchmark; null when what it needs is not on this machine, which it has said. */
export type Bench = () => Promise<BenchResult | null>;

export function toMarkdown({ name, summary, tables, notes }: BenchResult): string {
  const parts = tables.map(({ title, columns, rows }) =>
    [`## ${title}`, '', row(columns), row(columns.map(() => '---')), ...rows.map((cells) => row(cells))].join('\n'),
  );
  return [`# ${name}`, summary, `${machine()}.`, ...parts, notes.map((note) => `- ${note}`).join('\n')]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

function machine(): string {
  const [cpu] = cpus();
  return `${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
}

function row(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}
