import { describe, expect, test, vi } from 'vitest';
import type { Job, Plan, StagedUpload } from '../../lib/api-types.ts';
import { createUploadStore, type UploadRequest } from './upload-store.ts';

const plan: Plan = { added: [], changed: [], unchanged: 0, removed: [], retried: [], refused: [] };
const staged: StagedUpload = { uploadId: 'u', plan };
const request: UploadRequest = { base: { name: 'b', title: 'B' }, groups: [], files: [] };
const job: Job = {
  id: 'j',
  kind: 'ingest',
  state: 'queued',
  dead: false,
  progress: null,
  error: null,
  attempts: 0,
  cancelRequested: false,
  createdAt: '2026-01-01T00:00:00.000Z',
  startedAt: null,
  finishedAt: null,
};

function deps() {
  return {
    send: vi.fn(async (_: UploadRequest, progress: (sent: number, total: number) => void) => {
      progress(1, 2);
      progress(2, 2);
      return staged;
    }),
    apply: vi.fn(async () => job),
    discard: vi.fn(async () => undefined),
  };
}

describe('an upload', () => {
  test('is sent, compared, planned and, on one confirmation, applied', async () => {
    const store = createUploadStore(deps());
    const steps: string[] = [];
    store.subscribe(() => steps.push(store.state().step));
    await store.start(request);
    expect(store.state()).toMatchObject({ step: 'planned', uploadId: 'u' });
    expect(await store.apply()).toEqual(job);
    expect(steps).toEqual(['sending', 'sending', 'comparing', 'planned', 'applying', 'none']);
  });

  test('that is dismissed after planning is thrown away on the server too', async () => {
    const own = deps();
    const store = createUploadStore(own);
    await store.start(request);
    store.dismiss();
    expect(own.discard).toHaveBeenCalledWith('u');
    expect(store.state()).toEqual({ step: 'none' });
    expect(await store.apply()).toBeNull();
  });

  test('that is dismissed while it is being sent changes nothing afterwards', async () => {
    const own = deps();
    let finish: (result: StagedUpload) => void = () => undefined;
    own.send.mockImplementation(() => new Promise((resolve) => (finish = resolve)));
    const store = createUploadStore(own);
    const started = store.start(request);
    store.dismiss();
    finish(staged);
    await started;
    expect(store.state()).toEqual({ step: 'none' });
    expect(own.discard).toHaveBeenCalledWith('u');
  });

  test('that fails says why', async () => {
    const own = deps();
    own.send.mockRejectedValue(new Error('cut'));
    const store = createUploadStore(own);
    await store.start(request);
    expect(store.state()).toMatchObject({ step: 'failed', error: { report: { code: 'SERVER_UNREACHABLE' } } });
  });
});
