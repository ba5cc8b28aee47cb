/** Knowledge bases, and what is put into them from this machine. */

import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import {
  changeKnowledgeBaseRequest,
  createKnowledgeBaseRequest,
  documentQuery,
  documentView,
  ingestRequest,
  knowledgeBaseView,
  plannedView,
  queuedView,
} from '#app/views/knowledge-views';
import type { HttpEnv } from './http-env.ts';
import { failed, json, jsonBody, listOf, whole } from './route-parts.ts';

const tags = ['Knowledge'];
const params = z.object({ kb: z.string().min(1).max(100) });

const list = createRoute({
  method: 'get',
  path: '/knowledge-bases',
  tags,
  summary: 'List the knowledge bases that you may read',
  responses: { 200: json(listOf(knowledgeBaseView), 'Knowledge bases'), default: failed },
});

const create = createRoute({
  method: 'post',
  path: '/knowledge-bases',
  tags,
  summary: 'Create a knowledge base',
  request: jsonBody(createKnowledgeBaseRequest),
  responses: { 201: json(knowledgeBaseView, 'Created'), default: failed },
});

const change = createRoute({
  method: 'patch',
  path: '/knowledge-bases/{kb}',
  tags,
  summary: 'Change the groups that may read a knowledge base',
  request: { params, ...jsonBody(changeKnowledgeBaseRequest) },
  responses: { 200: json(knowledgeBaseView, 'The knowledge base'), default: failed },
});

const documents = createRoute({
  method: 'get',
  path: '/knowledge-bases/{kb}/documents',
  tags,
  summary: 'List documents',
  request: { params, query: documentQuery },
  responses: { 200: json(listOf(documentView), 'Documents, by name'), default: failed },
});

const ingest = createRoute({
  method: 'post',
  path: '/knowledge-bases/{kb}/ingestions',
  tags,
  summary: 'Ingest a file or folder of the machine that the server runs on',
  request: { params, ...jsonBody(ingestRequest) },
  responses: {
    200: json(plannedView, 'What would be done (`dryRun`)'),
    202: json(queuedView, 'The job that does it'),
    default: failed,
  },
});

export function knowledgeBaseRoutes(api: OpenAPIHono<HttpEnv>): void {
  api.openapi(list, async (c) => c.json(whole(await c.var.useCases.knowledge.listBases()), 200));
  api.openapi(create, async (c) => c.json(await c.var.useCases.knowledge.createBase(c.req.valid('json')), 201));
  api.openapi(change, async (c) => {
    const { groups } = c.req.valid('json');
    return c.json(await c.var.useCases.knowledge.setBaseGroups(c.req.valid('param').kb, groups), 200);
  });
  api.openapi(documents, async (c) => {
    const page = await c.var.useCases.knowledge.listDocuments(c.req.valid('param').kb, c.req.valid('query'));
    return c.json({ items: page.items, next: page.next }, 200);
  });
  api.openapi(ingest, async (c) => {
    const { kb } = c.req.valid('param');
    const request = c.req.valid('json');
    const { knowledge } = c.var.useCases;
    if (request.dryRun === true) {
      return c.json({ plan: await knowledge.planPath(kb, request, { signal: c.req.raw.signal }) }, 200);
    }
    return c.json({ job: await knowledge.queuePath(kb, request) }, 202);
  });
}
