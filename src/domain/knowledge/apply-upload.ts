import type { Id } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import type { IngestReport } from './apply-plan.ts';
import { findUpload } from './find-upload.ts';
import { ingest } from './ingest.ts';
import type { Following, IngestionDeps } from './ingestion-deps.ts';

/**
 * Ingests a staged upload and drops its staged bytes. Applying it again gives the same report and does nothing, so that
 * a job killed right before its end can be run again.
 * @throws NotFoundError `UPLOAD_NOT_FOUND`
 */
export async function applyUpload(
  deps: IngestionDeps,
  input: { readonly principal: Principal; readonly uploadId: Id } & Following,
): Promise<IngestReport> {
  const { uploadId, ...rest } = input;
  const upload = await findUpload(deps, input);
  if (upload.result !== null) return upload.result as IngestReport;
  const report = await ingest(deps, { ...rest, from: { uploadId } });
  await deps.uploads.finish(uploadId, report);
  return report;
}
