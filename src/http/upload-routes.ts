/** Files through the network: staged first, planned, and applied only when asked to. */

import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { queuedView, stagedUploadView } from '#app/views/knowledge-views';
import type { HttpDeps, HttpEnv } from './http-env.ts';
import { readMultipart } from './read-multipart.ts';
import { failed, json, nothing } from './route-parts.ts';

const tags = ['Uploads'];
const upload = z.object({ uploadId: z.string().min(1).max(100) });

const stage = createRoute({
  method: 'post',
  path: '/knowledge-bases/{kb}/uploads',
  tags,
  summary: 'Send files and see what ingesting them would do',
  description:
    'multipart/form-data: optionally the field `groups` (a JSON array of group names) first, then the field `files`, repeated; the file name is the relative path. Nothing is changed yet.',
  request: {
    params: z.object({ kb: z.string().min(1).max(100) }),
  },
  responses: { 201: json(stagedUploadView, 'Staged, with the plan'), default: failed },
});

const apply = createRoute({
  method: 'post',
  path: '/uploads/{uploadId}/apply',
  tags,
  summary: 'Do what the plan of an upload says',
  request: { params: upload },
  responses: { 202: json(queuedView, 'The job that does it'), default: failed },
});

const discard = createRoute({
  method: 'delete',
  path: '/uploads/{uploadId}',
  tags,
  summary: 'Throw a staged upload away',
  request: { params: upload },
  responses: { 204: nothing, default: failed },
});

export function uploadRoutes(api: OpenAPIHono<HttpEnv>, deps: HttpDeps): void {
  api.openapi(stage, async (c) => {
    const parts = await readMultipart(c.req.raw, deps.limits);
    const staged = await c.var.useCases.uploads.stage(c.req.valid('param').kb, parts, c.req.raw.signal);
    return c.json(staged, 201);
  });
  api.openapi(apply, async (c) =>
    c.json({ job: await c.var.useCases.uploads.apply(c.req.valid('param').uploadId) }, 202),
  );
  api.openapi(discard, async (c) => {
    await c.var.useCases.uploads.discard(c.req.valid('param').uploadId);
    return c.body(null, 204);
  });
}
