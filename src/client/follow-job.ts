/** A job of the server, watched until it ends; cancelling the watch cancels the job. */

import type { Watch } from '#app/use-cases';
import type { JobView } from '#app/views/job-view';
import { readEventStream } from './read-event-stream.ts';
import { errorFrom, type ServerConnection } from './server-connection.ts';

export async function* jobEvents(server: ServerConnection, id: string, signal?: AbortSignal): AsyncGenerator<JobView> {
  const body = await server.stream('GET', `/jobs/${encodeURIComponent(id)}/events`, {
    accept: 'text/event-stream',
    ...(signal && { signal }),
  });
  for await (const { event, data } of readEventStream(body)) {
    if (event === 'error') throw errorFrom((data as { error: Parameters<typeof errorFrom>[0] }).error);
    if (event === 'job') yield data as JobView;
  }
}

/** @throws the job's own error, or the reason of the signal once the job has really stopped */
export async function awaitJob<Result>(server: ServerConnection, job: JobView, watch: Watch = {}): Promise<Result> {
  const cancel = () => {
    server.json('POST', `/jobs/${encodeURIComponent(job.id)}/cancel`).catch(() => undefined);
  };
  watch.signal?.addEventListener('abort', cancel, { once: true });
  if (watch.signal?.aborted) cancel();
  try {
    let last = job;
    for await (const current of jobEvents(server, job.id)) {
      last = current;
      if (current.progress !== null) watch.report?.(progressOf(current.progress));
    }
    if (last.state === 'done') return last.result as Result;
    if (last.state === 'cancelled') watch.signal?.throwIfAborted();
    throw errorFrom(last.error ?? { code: 'JOB_STOPPED', message: `The job ended as ${last.state}.` });
  } finally {
    watch.signal?.removeEventListener('abort', cancel);
  }
}

function progressOf({ stage, done, total, item, failed }: NonNullable<JobView['progress']>) {
  return { stage, done, total, ...(item !== undefined && { item }), ...(failed !== undefined && { failed }) };
}
