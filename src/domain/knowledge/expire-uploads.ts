import type { Clock } from '#kernel/clock';
import type { UploadStage } from './ports.ts';

/** How long a staged upload waits to be applied, and the report of an applied one is kept: a day, in milliseconds. */
const LIFETIME = 24 * 60 * 60 * 1000;

/** Drops staged uploads that nobody applied within a day. Run at start and from time to time. Returns how many. */
export async function expireUploads(deps: { readonly uploads: UploadStage; readonly clock: Clock }): Promise<number> {
  return deps.uploads.expire(new Date(deps.clock.now().getTime() - LIFETIME));
}
