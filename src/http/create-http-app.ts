/** The HTTP surface as one application: give it an opened Medida, and it answers requests. */

import { OpenAPIHono } from '@hono/zod-openapi';
import { InputError, NotFoundError } from '#kernel/errors';
import { answerRoutes } from './answer-routes.ts';
import { auditRoutes } from './audit-routes.ts';
import { authenticate } from './authenticate.ts';
import { limitBody } from './body-limit.ts';
import { clientAddress } from './client-address.ts';
import { assertSameSite } from './cross-site.ts';
import { describeApi } from './describe-api.ts';
import { documentRoutes } from './document-routes.ts';
import { errorResponse, invalidRequest } from './error-response.ts';
import type { HttpDeps, HttpEnv } from './http-env.ts';
import { createHttpMetrics } from './http-metrics.ts';
import { jobRoutes } from './job-routes.ts';
import { keyRoutes } from './key-routes.ts';
import { knowledgeBaseRoutes } from './knowledge-base-routes.ts';
import { memberRoutes } from './member-routes.ts';
import { methodsAt } from './methods-at.ts';
import { observeRequests } from './observe-requests.ts';
import { openAiRoutes } from './openai-routes.ts';
import { operationRoutes } from './operation-routes.ts';
import { createRateLimits, type RateLimits } from './rate-limits.ts';
import { referencePage } from './reference-page.ts';
import { securityHeaders } from './security-headers.ts';
import { sessionRoutes } from './session-routes.ts';
import { uploadRoutes } from './upload-routes.ts';
import { webRoutes } from './web-routes.ts';

export function createHttpApp(deps: HttpDeps): OpenAPIHono<HttpEnv> {
  const metrics = createHttpMetrics();
  const limits = createRateLimits(deps.limits);
  const app = createRouter();
  app.onError(errorResponse);
  const methods = methodsAt(app);
  app.notFound((c) => {
    const allowed = methods(c.req.path);
    if (allowed.length === 0 || allowed.includes(c.req.method)) throw noSuchRoute();
    c.header('Allow', allowed.join(', '));
    throw methodNotAllowed(allowed);
  });
  app.use(observeRequests(deps, metrics));
  app.use(securityHeaders(deps));
  app.use(limitBody(deps.limits.bodyBytes));
  operationRoutes(app, deps, { metrics, known: authenticate(deps, limits) });
  app.route('/api/v1', createApi(deps, limits));
  app.route('/v1', createOpenAiApi(deps, limits));
  if (deps.webFolder !== null) webRoutes(app, deps.webFolder);
  return app;
}

/** The routes under `/api/v1`. */
export function createApi(deps: HttpDeps, limits: RateLimits): OpenAPIHono<HttpEnv> {
  const api = createRouter();
  const known = authenticate(deps, limits);
  api.get('/openapi.json', (c) => c.json(describeApi(api, deps.version), 200));
  api.get('/reference', (c) => c.html(referencePage(describeApi(api, deps.version)), 200));
  api.use(async (c, next) => {
    if (c.req.method !== 'POST' || c.req.path !== '/api/v1/session') return known(c, next);
    await limits.anonymous(clientAddress(c, deps));
    assertSameSite(c, deps, false);
    await next();
  });
  api.use('/answers', async (c, next) => {
    await limits.answers(c.var.principal.id);
    await next();
  });
  sessionRoutes(api, deps);
  knowledgeBaseRoutes(api);
  uploadRoutes(api, deps);
  documentRoutes(api);
  answerRoutes(api, deps);
  jobRoutes(api, deps);
  memberRoutes(api);
  keyRoutes(api);
  auditRoutes(api);
  return api;
}

/** The routes that existing OpenAI clients know. */
function createOpenAiApi(deps: HttpDeps, limits: RateLimits): OpenAPIHono<HttpEnv> {
  const api = createRouter();
  api.use(authenticate(deps, limits, 'openai'));
  api.use('/chat/completions', async (c, next) => {
    await limits.answers(c.var.principal.id);
    await next();
  });
  openAiRoutes(api, deps);
  return api;
}

function createRouter(): OpenAPIHono<HttpEnv> {
  return new OpenAPIHono<HttpEnv>({
    defaultHook: (result) => {
      if (!result.success) throw invalidRequest(result.error.issues);
    },
  });
}

function noSuchRoute(): NotFoundError {
  return new NotFoundError({
    code: 'ROUTE_NOT_FOUND',
    message: 'There is nothing at this address.',
    remedy: 'Look the route up at /api/v1/reference.',
  });
}

function methodNotAllowed(allowed: readonly string[]): InputError {
  return new InputError({
    code: 'METHOD_NOT_ALLOWED',
    message: 'This address does not answer that method.',
    remedy: `Use ${allowed.join(' or ')}; /api/v1/reference describes every route.`,
    details: { allowed: [...allowed] },
  });
}
