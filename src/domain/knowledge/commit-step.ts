/** The transactions of an ingestion: one per document, each with its audit entry, which names ids and hashes only. */

import type { Principal } from '#kernel/principal';
import type { Act, WriteTx } from '#kernel/transact';
import type { IngestionDeps } from './ingestion-deps.ts';
import type { IngestionPlan, PlanStep } from './plan.ts';
import type { DocumentPlace } from './ports.ts';
import type { ReadOutcome, ReadStep } from './read-document.ts';

type Deps = Pick<IngestionDeps, 'database' | 'store'>;

function change(
  deps: Deps,
  principal: Principal,
  action: string,
  documentId: string,
  details: NonNullable<Act['details']>,
  work: (tx: WriteTx) => Promise<void>,
): Promise<void> {
  const act = { action, target: { type: 'document', id: documentId }, details };
  return deps.database.transact(principal, act, work, { priority: 'background' });
}

export function commitRead(
  { database, store }: Deps,
  principal: Principal,
  plan: IngestionPlan,
  step: ReadStep,
  outcome: Exclude<ReadOutcome, { kind: 'unread' }>,
): Promise<void> {
  const place: DocumentPlace = {
    id: outcome.documentId,
    sourceId: plan.source.id,
    knowledgeBaseId: plan.knowledgeBase.id,
    name: step.item.document,
    groupIds: step.groupIds,
  };
  const filed = { knowledgeBase: place.knowledgeBaseId, source: place.sourceId, groups: [...place.groupIds] };
  if (outcome.kind === 'failure') {
    const { code, originalHash, pipeline, sizeBytes } = outcome.failure;
    const facts = { ...filed, code, originalHash, pipeline, sizeBytes };
    return change({ database, store }, principal, 'document.fail', place.id, facts, (tx) =>
      store.saveFailure(tx, place, outcome.failure),
    );
  }
  const { version, chunks } = outcome.added;
  const { number, originalHash, textHash, pipeline, sizeBytes } = version;
  const facts = { ...filed, version: number, originalHash, textHash, pipeline, sizeBytes, chunks: chunks.length };
  const action = step.before === null ? 'document.add' : 'document.change';
  return change({ database, store }, principal, action, place.id, facts, (tx) =>
    store.saveVersion(tx, place, outcome.added),
  );
}

export function commitRegroup(
  deps: Deps,
  principal: Principal,
  { before, groupIds }: Extract<PlanStep, { kind: 'regroup' }>,
): Promise<void> {
  return change(deps, principal, 'document.regroup', before.documentId, { groups: [...groupIds] }, (tx) =>
    deps.store.setDocumentGroups(tx, before.documentId, groupIds),
  );
}

export function commitRemoval(
  deps: Deps,
  principal: Principal,
  { before }: Extract<PlanStep, { kind: 'remove' }>,
): Promise<void> {
  return change(deps, principal, 'document.remove', before.documentId, { reason: 'gone from its source' }, (tx) =>
    deps.store.removeDocument(tx, before.documentId),
  );
}
