/** What a server that starts and stops tells whoever started it. */

import type { JobProgress } from '#kernel/job';
import type { IngestReportView } from './views/knowledge-views.ts';

export interface ServerNews {
  running(url: string): void;
  /** Address with which the owner logs in, once. */
  loginLink(url: string): void;
  loadingSample(progress: JobProgress): void;
  /** Null when it was there already. */
  sampleLoaded(reports: readonly IngestReportView[] | null): void;
  /** The sample could not be loaded; the server goes on. */
  sampleFailed(error: unknown): void;
  stopping(): void;
  stopped(): void;
}

export interface ServeOptions {
  readonly sample: boolean;
  /** Make a new login link even though it is not the first start. */
  readonly login: boolean;
}
