/** Sends files with progress, which `fetch` cannot tell of. Nothing is changed on the server yet: a plan comes back. */

import { ApiError, errorFromBody, unreachable } from '../../lib/api-error.ts';
import type { StagedUpload } from '../../lib/api-types.ts';
import { apiUrl, CHANGE_HEADERS } from '../../lib/request.ts';
import type { UploadRequest } from './upload-store.ts';

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export function sendUpload(
  { base, groups, files }: UploadRequest,
  onProgress: (sent: number, total: number) => void,
  signal: AbortSignal,
): Promise<StagedUpload> {
  const form = new FormData();
  if (groups.length > 0) form.append('groups', JSON.stringify(groups));
  for (const { path, file } of files) form.append('files', file, path);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', apiUrl(`/knowledge-bases/${encodeURIComponent(base.name)}/uploads`));
    for (const [name, value] of Object.entries(CHANGE_HEADERS)) request.setRequestHeader(name, value);
    request.setRequestHeader('accept', 'application/json');
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded, total);
    request.onload = () => {
      const body = parsed(request.responseText);
      if (request.status === 201) resolve(body as StagedUpload);
      else reject(errorFromBody(body, request.status));
    };
    request.onerror = () => reject(unreachable());
    request.onabort = () =>
      reject(
        new ApiError(
          {
            code: 'UPLOAD_CUT',
            message: 'The upload was interrupted.',
            remedy: 'Nothing was changed. Choose the files again.',
            blame: 'input',
          },
          0,
        ),
      );
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(form);
  });
}
