/** What has to be done about one file of a source, given what is stored of it. */

import { reportError } from '#kernel/errors';
import type { Id } from '#kernel/id';
import { contentHash } from './content-hash.ts';
import { pipelineOf } from './pipeline.ts';
import type { PlanReason, PlanStep, Refusal } from './plan.ts';
import type { DocumentFingerprint, DocumentParser, SourceFile } from './ports.ts';

export interface Comparison {
  readonly file: SourceFile;
  readonly before: DocumentFingerprint | null;
  readonly groups: readonly Id[];
  /** Read again what failed before, although neither it nor the pipeline changed. */
  readonly retryFailed: boolean;
}

/** Reads the file only when the document exists: a new one is read when it is applied. */
export async function compareFile(
  parser: DocumentParser,
  comparison: Comparison,
): Promise<PlanStep | Refusal | 'unchanged'> {
  const { file, before, groups } = comparison;
  if (before === null) return reading(comparison, 'added', 'new');
  let bytes: Uint8Array;
  try {
    bytes = await file.read();
  } catch (error) {
    const { code, message, remedy } = reportError(error);
    return { document: file.name, code, message, remedy };
  }
  if (contentHash(bytes) !== before.originalHash) return reading(comparison, 'changed', 'content');
  const list = before.failed ? 'retried' : 'changed';
  if (pipelineOf(await parser.identify(bytes, file.name)) !== before.pipeline)
    return reading(comparison, list, 'pipeline');
  if (before.failed && comparison.retryFailed) return reading(comparison, list, 'failed-before');
  if (sameGroups(before.groupIds, groups)) return 'unchanged';
  const item = { document: file.name, sizeBytes: file.sizeBytes, reason: 'permissions' } as const;
  return { kind: 'regroup', item, before, groupIds: groups };
}

function reading(
  { file, before, groups }: Comparison,
  list: 'added' | 'changed' | 'retried',
  reason: PlanReason,
): PlanStep {
  const item = { document: file.name, sizeBytes: file.sizeBytes, reason };
  return { kind: 'read', list, item, file, before, groupIds: groups };
}

function sameGroups(one: readonly Id[], other: readonly Id[]): boolean {
  const wanted = new Set(other);
  return wanted.size === new Set(one).size && one.every((id) => wanted.has(id));
}
