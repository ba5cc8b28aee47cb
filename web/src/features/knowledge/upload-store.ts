/**
 * The upload in hand: sending → comparing → plan → applied. It stands outside the page, so that looking something up
 * elsewhere does not interrupt it.
 */

import { type ApiError, asApiError } from '../../lib/api-error.ts';
import type { Job, KnowledgeBase, Plan, StagedUpload } from '../../lib/api-types.ts';
import type { FileToSend } from './gather-files.ts';

export interface UploadRequest {
  readonly base: Pick<KnowledgeBase, 'name' | 'title'>;
  /** Empty leaves it to the knowledge base. */
  readonly groups: readonly string[];
  readonly files: readonly FileToSend[];
}

export type UploadState =
  | { readonly step: 'none' }
  | { readonly step: 'sending'; readonly request: UploadRequest; readonly sent: number; readonly total: number }
  | { readonly step: 'comparing'; readonly request: UploadRequest }
  | {
      readonly step: 'planned' | 'applying';
      readonly request: UploadRequest;
      readonly uploadId: string;
      readonly plan: Plan;
    }
  | { readonly step: 'failed'; readonly error: ApiError };

export interface UploadStoreDeps {
  readonly send: (
    request: UploadRequest,
    onProgress: (sent: number, total: number) => void,
    signal: AbortSignal,
  ) => Promise<StagedUpload>;
  readonly apply: (uploadId: string) => Promise<Job>;
  readonly discard: (uploadId: string) => Promise<void>;
}

export interface UploadStore {
  subscribe(listener: () => void): () => void;
  state(): UploadState;
  start(request: UploadRequest): Promise<void>;
  /** The job that does what the plan says, or null when that failed and the state says why. */
  apply(): Promise<Job | null>;
  /** Stops sending, or throws the staged files away, or puts a failure out of sight. */
  dismiss(): void;
}

export function createUploadStore(deps: UploadStoreDeps): UploadStore {
  let state: UploadState = { step: 'none' };
  let controller: AbortController | null = null;
  const listeners = new Set<() => void>();
  const set = (next: UploadState) => {
    state = next;
    for (const listener of listeners) listener();
  };

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    state: () => state,
    async start(request) {
      controller?.abort();
      const mine = new AbortController();
      controller = mine;
      const total = request.files.reduce((sum, { file }) => sum + file.size, 0);
      set({ step: 'sending', request, sent: 0, total });
      try {
        const staged = await deps.send(
          request,
          (sent, all) => {
            if (mine.signal.aborted) return;
            set(sent >= all ? { step: 'comparing', request } : { step: 'sending', request, sent, total: all });
          },
          mine.signal,
        );
        if (mine.signal.aborted) await deps.discard(staged.uploadId).catch(() => undefined);
        else set({ step: 'planned', request, ...staged });
      } catch (error) {
        if (!mine.signal.aborted) set({ step: 'failed', error: asApiError(error) });
      }
    },
    async apply() {
      if (state.step !== 'planned') return null;
      const planned = state;
      set({ ...planned, step: 'applying' });
      try {
        const job = await deps.apply(planned.uploadId);
        set({ step: 'none' });
        return job;
      } catch (error) {
        set({ step: 'failed', error: asApiError(error) });
        return null;
      }
    },
    dismiss() {
      controller?.abort();
      controller = null;
      // What was staged is thrown away by the server in any case, sooner or later.
      if (state.step === 'planned') void deps.discard(state.uploadId).catch(() => undefined);
      set({ step: 'none' });
    },
  };
}
