/** The audit log on its way out, and the state of the installation. */

import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { doctorView } from '#app/views/doctor-view';
import type { HttpEnv } from './http-env.ts';
import { failed, json } from './route-parts.ts';
import { textStream } from './text-stream.ts';

/** Lines, not one JSON document, whatever the name of the media type suggests to the types of the framework. */
const lines: Record<string, { schema: z.ZodString }> = { 'application/x-ndjson': { schema: z.string() } };

const exportLog = createRoute({
  method: 'get',
  path: '/audit/export',
  tags: ['Audit'],
  summary: 'Export the audit log',
  responses: {
    200: {
      description: 'One JSON document a line: a header, then the entries',
      content: lines,
    },
    default: failed,
  },
});

const checkpoint = createRoute({
  method: 'get',
  path: '/audit/checkpoint',
  tags: ['Audit'],
  summary: 'A signed checkpoint of the audit log, to be kept elsewhere',
  responses: {
    200: { description: 'A signed note', content: { 'text/plain': { schema: z.string() } } },
    default: failed,
  },
});

const doctor = createRoute({
  method: 'get',
  path: '/doctor',
  tags: ['Installation'],
  summary: 'Effective settings with their origins, versions, and checks',
  responses: { 200: json(doctorView, 'The state of this installation'), default: failed },
});

export function auditRoutes(api: OpenAPIHono<HttpEnv>): void {
  api.openapi(exportLog, async (c) => textStream(c, 'application/x-ndjson', c.var.useCases.audit.export()));
  api.openapi(checkpoint, async (c) => c.text(await c.var.useCases.audit.checkpoint(), 200));
  api.openapi(doctor, async (c) => c.json(await c.var.useCases.doctor(), 200));
}
