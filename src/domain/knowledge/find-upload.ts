import type { Id } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import { uploadNotFound } from './errors.ts';
import type { StagedUpload, UploadStage } from './ports.ts';

/** Only for the one who sent it. @throws NotFoundError `UPLOAD_NOT_FOUND` */
export async function findUpload(
  deps: { readonly uploads: UploadStage },
  { principal, uploadId }: { readonly principal: Principal; readonly uploadId: Id },
): Promise<StagedUpload> {
  const upload = await deps.uploads.find(uploadId);
  const own = upload?.workspaceId === principal.workspaceId && upload.sentBy === senderOf(principal);
  if (upload === null || !own) throw uploadNotFound();
  return upload;
}

export function senderOf({ kind, id }: Principal): string {
  return `${kind}:${id}`;
}
