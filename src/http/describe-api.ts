/** The OpenAPI 3.1 description of the API. */

import type { OpenAPIHono } from '@hono/zod-openapi';
import type { HttpEnv } from './http-env.ts';

export type ApiDescription = ReturnType<OpenAPIHono<HttpEnv>['getOpenAPI31Document']>;

export function describeApi(api: OpenAPIHono<HttpEnv>, version: string): ApiDescription {
  return {
    ...api.getOpenAPI31Document({
      openapi: '3.1.0',
      info: {
        title: 'Medida',
        version,
        description:
          'Documents in, cited answers out. Authenticate with an API key as a bearer token, or with the session cookie; with the cookie, requests that change something need the header `x-medida-csrf: 1`. Every error has a stable code, a message, and a remedy.',
      },
      servers: [{ url: '/api/v1' }],
      security: [{ key: [] }, { session: [] }],
    }),
    components: {
      ...api.getOpenAPI31Document({ openapi: '3.1.0', info: { title: 'Medida', version } }).components,
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'medida_session' },
      },
    },
  };
}
