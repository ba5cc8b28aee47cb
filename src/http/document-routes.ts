/** One document: what is known of it, its text, its place on the page, its original bytes. */

import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { boxView, changeDocumentRequest, documentContentView, documentDetailView } from '#app/views/knowledge-views';
import type { HttpEnv } from './http-env.ts';
import { originalResponse } from './original-response.ts';
import { failed, idParam, json, jsonBody, nothing } from './route-parts.ts';

const tags = ['Documents'];
const versionParams = idParam.extend({ n: z.coerce.number().int().min(1).max(1_000_000) });
const offset = z.coerce
  .number()
  .int()
  .min(0)
  .max(2 ** 31);

const show = createRoute({
  method: 'get',
  path: '/documents/{id}',
  tags,
  summary: 'Show a document and its versions',
  request: { params: idParam },
  responses: { 200: json(documentDetailView, 'The document'), default: failed },
});

const change = createRoute({
  method: 'patch',
  path: '/documents/{id}',
  tags,
  summary: 'Change the groups that may see a document',
  request: { params: idParam, ...jsonBody(changeDocumentRequest) },
  responses: { 200: json(documentDetailView, 'The document'), default: failed },
});

const remove = createRoute({
  method: 'delete',
  path: '/documents/{id}',
  tags,
  summary: 'Remove a document with all its versions',
  request: { params: idParam },
  responses: { 204: nothing, default: failed },
});

const content = createRoute({
  method: 'get',
  path: '/documents/{id}/versions/{n}/content',
  tags,
  summary: 'Read the stored text and structure of a version',
  request: { params: versionParams },
  responses: { 200: json(documentContentView, 'Text, blocks and pages'), default: failed },
});

const boxes = createRoute({
  method: 'get',
  path: '/documents/{id}/versions/{n}/boxes',
  tags,
  summary: 'Where a span of text stands on its pages',
  request: { params: versionParams, query: z.object({ start: offset, end: offset }) },
  responses: { 200: json(z.object({ items: z.array(boxView) }), 'Boxes in PDF points'), default: failed },
});

const original = createRoute({
  method: 'get',
  path: '/documents/{id}/versions/{n}/original',
  tags,
  summary: 'Download the original bytes of a version',
  request: { params: versionParams, query: z.object({ inline: z.enum(['0', '1']).optional() }) },
  responses: {
    200: { description: 'The bytes', content: { 'application/octet-stream': { schema: z.string() } } },
    304: { description: 'Not changed since the ETag in `If-None-Match`' },
    default: failed,
  },
});

export function documentRoutes(api: OpenAPIHono<HttpEnv>): void {
  api.openapi(show, async (c) => c.json(await c.var.useCases.knowledge.findDocument(c.req.valid('param').id), 200));
  api.openapi(change, async (c) => {
    const { groups } = c.req.valid('json');
    return c.json(await c.var.useCases.knowledge.setDocumentGroups(c.req.valid('param').id, groups), 200);
  });
  api.openapi(remove, async (c) => {
    await c.var.useCases.knowledge.removeDocument(c.req.valid('param').id);
    return c.body(null, 204);
  });
  api.openapi(content, async (c) => {
    const { id, n } = c.req.valid('param');
    return c.json(await c.var.useCases.knowledge.readContent(id, n), 200);
  });
  api.openapi(boxes, async (c) => {
    const { id, n } = c.req.valid('param');
    const { start, end } = c.req.valid('query');
    return c.json({ items: await c.var.useCases.knowledge.findBoxes(id, n, start, end) }, 200);
  });
  api.openapi(original, async (c) => {
    const { id, n } = c.req.valid('param');
    const file = await c.var.useCases.knowledge.readOriginal(id, n);
    return originalResponse(c, file, c.req.valid('query').inline === '1');
  });
}
