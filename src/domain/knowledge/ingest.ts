import { applyPlan, type IngestReport } from './apply-plan.ts';
import type { Following, IngestionDeps } from './ingestion-deps.ts';
import type { IngestionInput } from './open-source.ts';
import { planIngestion } from './plan-ingestion.ts';

/**
 * Plans and applies. Ingesting again what has not changed writes nothing; ingesting again after a kill finishes.
 * @throws what `planIngestion` and `applyPlan` throw
 */
export async function ingest(deps: IngestionDeps, input: IngestionInput & Following): Promise<IngestReport> {
  const started = deps.clock.monotonic();
  const plan = await planIngestion(deps, input);
  const following: Following = {
    ...(input.signal && { signal: input.signal }),
    ...(input.report && { report: input.report }),
  };
  const report = await applyPlan(deps, { principal: input.principal, plan, ...following });
  return { ...report, seconds: Math.round(deps.clock.monotonic() - started) / 1000 };
}
