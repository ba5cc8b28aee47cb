import type { MedidaError } from '#kernel/errors';
import type { Id } from '#kernel/id';
import type { JobProgress } from '#kernel/job';
import type { Principal } from '#kernel/principal';
import type { ReadTx } from '#kernel/transact';
import { compareFile } from './compare-file.ts';
import type { Following, IngestionDeps } from './ingestion-deps.ts';
import { type IngestionInput, type OpenSource, openSource } from './open-source.ts';
import type { IngestionPlan, PlanStep, Refusal } from './plan.ts';
import type { DocumentFingerprint } from './ports.ts';
import { refuseFile } from './refuse-file.ts';

export type PlanningDeps = Pick<
  IngestionDeps,
  'database' | 'store' | 'parser' | 'sources' | 'uploads' | 'newId' | 'limits'
>;

/**
 * Compares what a source holds with what is stored, by content. Reads one file at a time and changes nothing.
 * @throws NotFoundError `KNOWLEDGE_BASE_NOT_FOUND`, `UPLOAD_NOT_FOUND`
 * @throws PolicyError `NOT_PERMITTED`
 * @throws InputError `PATH_NOT_FOUND`, `PATH_NOT_READABLE`
 */
export async function planIngestion(deps: PlanningDeps, input: IngestionInput & Following): Promise<IngestionPlan> {
  const opened = await openSource(deps, input);
  const known = await fingerprints(deps, input.principal, opened);
  const byName = new Map(known.map((fingerprint) => [fingerprint.name, fingerprint]));
  const seen = new Set<string>();
  const steps: PlanStep[] = [];
  const refused: Refusal[] = [];
  const closed: string[] = [];
  let unchanged = 0;
  for await (const file of opened.files()) {
    input.signal?.throwIfAborted();
    const { name } = file;
    if ('unreadable' in file) {
      closed.push(name);
      refused.push(refusalOf(name, file.unreadable));
      continue;
    }
    const before = byName.get(name) ?? null;
    const refusal = refuseFile(file, {
      before,
      seen,
      uploadedBy: opened.byUpload ? input.principal : null,
      limits: deps.limits,
    });
    seen.add(name);
    if (refusal !== null) {
      refused.push(refusal);
      continue;
    }
    const outcome = await compareFile(deps.parser, {
      file,
      before,
      groups: wantedGroups(input, opened, before),
      retryFailed: input.retryFailed ?? false,
    });
    if (outcome === 'unchanged') unchanged += 1;
    else if ('code' in outcome) refused.push(outcome);
    else steps.push(outcome);
    await input.report?.({ stage: 'planning', done: seen.size, total: null, item: name } satisfies JobProgress);
  }
  if (input.removeMissing && opened.whole)
    steps.push(...known.filter(({ name }) => isMissing(name, { prefix: opened.prefix, seen, closed })).map(removal));
  return {
    knowledgeBase: opened.knowledgeBase,
    source: opened.source,
    sourceKnown: opened.known !== null,
    adopted: opened.inner,
    steps,
    unchanged,
    refused,
  };
}

/** By the names that the documents have in this source, or will have once it has adopted them. */
function fingerprints(
  deps: PlanningDeps,
  principal: Principal,
  { known, inner }: OpenSource,
): Promise<readonly DocumentFingerprint[]> {
  const places = [...(known ? [{ sourceId: known.id, prefix: '' }] : []), ...inner];
  if (places.length === 0) return Promise.resolve([]);
  const read = async (tx: ReadTx) => {
    const found: DocumentFingerprint[] = [];
    for (const { sourceId, prefix } of places)
      for (const one of await deps.store.fingerprints(tx, sourceId))
        found.push({ ...one, name: `${prefix}${one.name}` });
    return found;
  };
  return deps.database.read(principal, read, { priority: 'background' });
}

/** Groups that were asked for; else those the document has; else those of the knowledge base. */
function wantedGroups(input: IngestionInput, opened: OpenSource, before: DocumentFingerprint | null): readonly Id[] {
  return input.groupIds ?? opened.groupIds ?? before?.groupIds ?? opened.knowledgeBase.groupIds;
}

/** What lies where nobody could look is not known to be gone. */
function isMissing(
  name: string,
  looked: { readonly prefix: string; readonly seen: ReadonlySet<string>; readonly closed: readonly string[] },
): boolean {
  if (!name.startsWith(looked.prefix) || looked.seen.has(name)) return false;
  return !looked.closed.some((place) => name === place || name.startsWith(`${place}/`));
}

function refusalOf(document: string, { code, message, remedy }: MedidaError): Refusal {
  return { document, code, message, remedy };
}

function removal(before: DocumentFingerprint): PlanStep {
  return { kind: 'remove', before, item: { document: before.name, sizeBytes: before.sizeBytes, reason: 'gone' } };
}
