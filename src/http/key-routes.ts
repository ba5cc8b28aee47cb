/** API keys: shown once, kept as a hash. */

import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { apiKeyView, createdKeyView, createKeyRequest } from '#app/views/access-views';
import type { HttpEnv } from './http-env.ts';
import { failed, idParam, json, jsonBody, listOf, nothing, whole } from './route-parts.ts';

const tags = ['API keys'];

const list = createRoute({
  method: 'get',
  path: '/api-keys',
  tags,
  summary: 'List API keys',
  responses: { 200: json(listOf(apiKeyView), 'Keys, without their secrets'), default: failed },
});

const create = createRoute({
  method: 'post',
  path: '/api-keys',
  tags,
  summary: 'Create an API key',
  request: jsonBody(createKeyRequest),
  responses: { 201: json(createdKeyView, 'Created; the key is shown once'), default: failed },
});

const revoke = createRoute({
  method: 'delete',
  path: '/api-keys/{id}',
  tags,
  summary: 'Revoke an API key',
  request: { params: idParam },
  responses: { 204: nothing, default: failed },
});

export function keyRoutes(api: OpenAPIHono<HttpEnv>): void {
  api.openapi(list, async (c) => c.json(whole(await c.var.useCases.access.listKeys()), 200));
  api.openapi(create, async (c) => c.json(await c.var.useCases.access.createKey(c.req.valid('json')), 201));
  api.openapi(revoke, async (c) => {
    await c.var.useCases.access.revokeKey(c.req.valid('param').id);
    return c.body(null, 204);
  });
}
