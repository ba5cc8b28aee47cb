/** Long work: list, watch, cancel, try again. */

import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { jobQuery, jobView } from '#app/views/job-view';
import type { HttpDeps, HttpEnv } from './http-env.ts';
import { failed, idParam, json, listOf, whole } from './route-parts.ts';
import { eventStream, type ServerSentEvent } from './server-sent-events.ts';

const tags = ['Jobs'];
const request = { params: idParam };

const list = createRoute({
  method: 'get',
  path: '/jobs',
  tags,
  summary: 'List jobs, newest first',
  request: { query: jobQuery },
  responses: { 200: json(listOf(jobView), 'Jobs'), default: failed },
});

const show = createRoute({
  method: 'get',
  path: '/jobs/{id}',
  tags,
  summary: 'Show a job',
  request,
  responses: { 200: json(jobView, 'The job'), default: failed },
});

const cancel = createRoute({
  method: 'post',
  path: '/jobs/{id}/cancel',
  tags,
  summary: 'Ask a job to stop',
  request,
  responses: { 200: json(jobView, 'The job'), default: failed },
});

const retry = createRoute({
  method: 'post',
  path: '/jobs/{id}/retry',
  tags,
  summary: 'Queue a failed or cancelled job again',
  request,
  responses: { 200: json(jobView, 'The job'), default: failed },
});

const watch = createRoute({
  method: 'get',
  path: '/jobs/{id}/events',
  tags,
  summary: 'Watch a job (server-sent events named `job`, ending with the final state)',
  request,
  responses: {
    200: { description: 'Events', content: { 'text/event-stream': { schema: z.string() } } },
    default: failed,
  },
});

export function jobRoutes(api: OpenAPIHono<HttpEnv>, deps: HttpDeps): void {
  api.openapi(list, async (c) => c.json(whole(await c.var.useCases.jobs.list(c.req.valid('query'))), 200));
  api.openapi(show, async (c) => c.json(await c.var.useCases.jobs.find(c.req.valid('param').id), 200));
  api.openapi(cancel, async (c) => c.json(await c.var.useCases.jobs.cancel(c.req.valid('param').id), 200));
  api.openapi(retry, async (c) => c.json(await c.var.useCases.jobs.retry(c.req.valid('param').id), 200));
  api.openapi(watch, async (c) => {
    const { id } = c.req.valid('param');
    const { jobs } = c.var.useCases;
    await jobs.find(id);
    const events = async function* (signal: AbortSignal): AsyncGenerator<ServerSentEvent> {
      for await (const job of jobs.follow(id, signal)) yield { event: 'job', data: job };
    };
    return eventStream(c, deps, events, deps.stopping);
  });
}
