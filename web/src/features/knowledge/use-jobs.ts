/** The jobs of the workspace, kept up to date while any of them runs. */

import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Job, Page } from '../../lib/api-types.ts';
import { apiUrl, get } from '../../lib/request.ts';
import { useMay } from '../../lib/session.ts';

export const jobsQuery = queryOptions({
  queryKey: ['jobs'],
  queryFn: ({ signal }) => get<Page<Job>>('/jobs?limit=20', signal),
});

export function isRunning(job: Job): boolean {
  return job.state === 'queued' || job.state === 'active';
}

/** The list with one job replaced or put in front. */
export function withJob(page: Page<Job> | undefined, job: Job): Page<Job> {
  const items = page?.items ?? [];
  const known = items.some(({ id }) => id === job.id);
  return {
    items: known ? items.map((one) => (one.id === job.id ? job : one)) : [job, ...items],
    next: page?.next ?? null,
  };
}

export function useJobs(): readonly Job[] {
  const may = useMay('job.read');
  const jobs = useQuery({
    ...jobsQuery,
    enabled: may,
    // The events carry the news; this catches what another person started, and a lost connection.
    refetchInterval: (query) => (query.state.data?.items.some(isRunning) ? 10_000 : false),
  });
  return jobs.data?.items ?? [];
}

/** Follows one running job by its events until it ends. */
export function useFollowJob(job: Job): void {
  const client = useQueryClient();
  const { id } = job;
  const running = isRunning(job);
  useEffect(() => {
    if (!running) return;
    const events = new EventSource(apiUrl(`/jobs/${encodeURIComponent(id)}/events`));
    events.addEventListener('job', (event: MessageEvent<string>) => {
      const next: Job = JSON.parse(event.data);
      client.setQueryData(jobsQuery.queryKey, (page) => withJob(page, next));
      if (isRunning(next)) return;
      events.close();
      void client.invalidateQueries({ queryKey: ['documents'] });
      void client.invalidateQueries({ queryKey: ['knowledge-bases'] });
      void client.invalidateQueries({ queryKey: ['document'] });
    });
    return () => events.close();
  }, [client, id, running]);
}
