import { reportError } from '#kernel/errors';
import type { JsonObject } from '#kernel/json';
import type { Principal } from '#kernel/principal';
import type { WriteTx } from '#kernel/transact';
import { commitRead, commitRegroup, commitRemoval } from './commit-step.ts';
import type { Following, IngestionDeps } from './ingestion-deps.ts';
import { mapInOrder } from './map-in-order.ts';
import type { IngestionPlan, PlanStep, Refusal } from './plan.ts';
import { type ReadOutcome, type ReadStep, readDocument } from './read-document.ts';

export type ApplyDeps = Pick<IngestionDeps, 'database' | 'store' | 'parser' | 'blobs' | 'newId' | 'clock' | 'limits'>;

/** What an ingestion did, in the shape that every surface shows. */
export type IngestReport = {
  readonly schema: 'medida.ingest/1';
  /** Name of the knowledge base. */
  readonly knowledgeBase: string;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly removed: number;
  /** Chunks written. */
  readonly chunks: number;
  readonly seconds: number;
  readonly failed: readonly (Refusal & JsonObject)[];
};

interface Tally {
  added: number;
  changed: number;
  removed: number;
  chunks: number;
  readonly failed: (Refusal & JsonObject)[];
}

/**
 * Carries a plan out, one transaction per document: killed at any moment, everything acknowledged is there, nothing is
 * there twice, and the next ingestion goes on where this one stopped. Documents that fail are written down with their
 * remedy and do not stop the others. A plan without steps writes nothing.
 * @throws StorageError when database or disk fail; the reason of the signal when it aborts
 */
export async function applyPlan(
  deps: ApplyDeps,
  input: { readonly principal: Principal; readonly plan: IngestionPlan } & Following,
): Promise<IngestReport> {
  const { principal, plan, signal } = input;
  const started = deps.clock.monotonic();
  const tally: Tally = { added: 0, changed: 0, removed: 0, chunks: 0, failed: plan.refused.map((one) => ({ ...one })) };
  if (plan.steps.length > 0) {
    const ready = await withSource(deps, principal, plan);
    const prepare = async (step: PlanStep, stop: AbortSignal) => ({
      step,
      outcome: step.kind === 'read' ? await readDocument(deps, step, stop) : null,
    });
    let done = 0;
    for await (const { step, outcome } of mapInOrder(ready.steps, deps.limits.parallel, prepare, signal)) {
      await commit(deps, principal, ready, step, outcome, tally);
      done += 1;
      const progress = { stage: 'indexing', done, total: ready.steps.length, failed: tally.failed.length };
      await input.report?.({ ...progress, item: step.item.document });
    }
  }
  const seconds = Math.round(deps.clock.monotonic() - started) / 1000;
  const { unchanged, knowledgeBase } = plan;
  return { schema: 'medida.ingest/1', knowledgeBase: knowledgeBase.name, ...tally, unchanged, seconds };
}

/** A new source is written down first; should another ingestion have been quicker, its source is used. */
async function withSource(deps: ApplyDeps, principal: Principal, plan: IngestionPlan): Promise<IngestionPlan> {
  if (plan.sourceKnown) return plan;
  const write = async (tx: WriteTx) => {
    const source = await deps.store.ensureSource(tx, plan.source);
    for (const { sourceId, prefix } of plan.adopted) await deps.store.adoptSource(tx, sourceId, source, prefix);
    return source;
  };
  const act = {
    action: 'source.add',
    target: { type: 'source', id: plan.source.id },
    details: {
      ...{ knowledgeBase: plan.knowledgeBase.id, kind: plan.source.kind },
      ...(plan.adopted.length > 0 && { adopted: plan.adopted.map(({ sourceId }) => sourceId) }),
    },
  };
  const source = await deps.database.transact(principal, act, write, { priority: 'background' });
  return { ...plan, source, sourceKnown: true };
}

async function commit(
  deps: ApplyDeps,
  principal: Principal,
  plan: IngestionPlan,
  step: PlanStep,
  outcome: ReadOutcome | null,
  tally: Tally,
): Promise<void> {
  try {
    if (step.kind === 'remove') {
      await commitRemoval(deps, principal, step);
      tally.removed += 1;
    } else if (step.kind === 'regroup') {
      await commitRegroup(deps, principal, step);
      tally.changed += 1;
    } else if (outcome !== null) await commitOutcome(deps, principal, plan, step, outcome, tally);
  } catch (error) {
    const { code, message, remedy } = reportError(error);
    if (code !== 'DOCUMENT_CHANGED_MEANWHILE') throw error;
    tally.failed.push({ document: step.item.document, code, message, remedy });
  }
}

async function commitOutcome(
  deps: ApplyDeps,
  principal: Principal,
  plan: IngestionPlan,
  step: ReadStep,
  outcome: ReadOutcome,
  tally: Tally,
): Promise<void> {
  if (outcome.kind === 'unread') {
    tally.failed.push({ ...outcome.refusal });
    return;
  }
  await commitRead(deps, principal, plan, step, outcome);
  if (outcome.kind === 'failure') {
    const { code, message, remedy } = outcome.failure;
    tally.failed.push({ document: step.item.document, code, message, remedy });
    return;
  }
  tally.chunks += outcome.added.chunks.length;
  if (step.list === 'added') tally.added += 1;
  else tally.changed += 1;
}
