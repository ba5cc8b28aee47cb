/** What an ingestion reports when it is done. A job's result is free in form, so it is looked at before it is used. */

import type { Failure } from '../../lib/api-types.ts';

export interface IngestReport {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly removed: number;
  readonly seconds: number;
  readonly failed: readonly (Failure & { readonly document: string })[];
}

const COUNTS = ['added', 'changed', 'unchanged', 'removed', 'seconds'] as const;

function isFailure(value: unknown): value is Failure & { document: string } {
  return typeof value === 'object' && value !== null && 'document' in value && 'message' in value && 'remedy' in value;
}

export function readIngestReport(result: unknown): IngestReport | null {
  if (typeof result !== 'object' || result === null) return null;
  const record: Readonly<Record<string, unknown>> = { ...result };
  const [added, changed, unchanged, removed, seconds] = COUNTS.map((name) => record[name]);
  if (
    typeof added !== 'number' ||
    typeof changed !== 'number' ||
    typeof unchanged !== 'number' ||
    typeof removed !== 'number' ||
    typeof seconds !== 'number'
  )
    return null;
  const failed = Array.isArray(record.failed) ? record.failed.filter(isFailure) : [];
  return { added, changed, unchanged, removed, seconds, failed };
}
