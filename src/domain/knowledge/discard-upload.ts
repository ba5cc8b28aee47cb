import { require } from '#domain/access/index';
import type { Id } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import { findUpload } from './find-upload.ts';
import type { UploadStage } from './ports.ts';

/** Forgets a staged upload and its bytes. @throws NotFoundError `UPLOAD_NOT_FOUND` */
export async function discardUpload(
  deps: { readonly uploads: UploadStage },
  input: { readonly principal: Principal; readonly uploadId: Id },
): Promise<void> {
  require(input.principal, 'knowledge.write');
  await findUpload(deps, input);
  await deps.uploads.discard(input.uploadId);
}
