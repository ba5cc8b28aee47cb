/** The one upload of this tab. */

import { useEffect, useSyncExternalStore } from 'react';
import type { Job } from '../../lib/api-types.ts';
import { send } from '../../lib/request.ts';
import { sendUpload } from './send-upload.ts';
import { createUploadStore, type UploadState } from './upload-store.ts';

export const upload = createUploadStore({
  send: sendUpload,
  apply: async (uploadId) => (await send<{ job: Job }>('POST', `/uploads/${encodeURIComponent(uploadId)}/apply`)).job,
  discard: (uploadId) => send<void>('DELETE', `/uploads/${encodeURIComponent(uploadId)}`),
});

export function useUpload(): UploadState {
  const state = useSyncExternalStore(upload.subscribe, upload.state);
  // Closing the tab would lose what is being sent: the browser asks first.
  const sending = state.step === 'sending' || state.step === 'comparing';
  useEffect(() => {
    if (!sending) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [sending]);
  return state;
}
