/** What travels with a request inside the HTTP surface. */

import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Logger } from 'pino';
import type { Medida } from '#app/medida-door';
import type { UseCases } from '#app/use-cases';
import type { Clock } from '#kernel/clock';
import type { Principal } from '#kernel/principal';

/** `local`: the token in the data folder; loopback only. */
export type Credential = 'session' | 'key' | 'local';

export interface HttpEnv {
  Bindings: Partial<HttpBindings>;
  Variables: {
    requestId: string;
    log: Logger;
    credential: Credential;
    principal: Principal;
    useCases: UseCases;
  };
}

export type HttpContext = Context<HttpEnv>;

export interface HttpLimits {
  /** Largest JSON body, bytes. */
  readonly bodyBytes: number;
  /** Largest upload, all files together, bytes. */
  readonly uploadBytes: number;
  /** Largest single document, bytes. */
  readonly documentBytes: number;
  readonly uploadFiles: number;
  /** Requests a minute and principal. */
  readonly requestsPerMinute: number;
  /** Answers a minute and principal. */
  readonly answersPerMinute: number;
  /** Requests a minute and address of those who are not authenticated, failed attempts included. */
  readonly anonymousPerMinute: number;
}

export interface HttpDeps {
  readonly medida: Medida;
  readonly clock: Clock;
  readonly log: Logger;
  readonly newRequestId: () => string;
  readonly limits: HttpLimits;
  /** Null where the local token is not accepted. */
  readonly localToken: string | null;
  /** Set where the product is reached through a proxy; decides cookie security and allowed origins. */
  readonly publicUrl: string | null;
  /** Header in which the proxy in front writes the address of who asks; null trusts none. */
  readonly addressHeader: string | null;
  /** Folder of the built web page; null serves none. */
  readonly webFolder: URL | null;
  readonly version: string;
  /** Aborts at shutdown: open event streams end. */
  readonly stopping: AbortSignal;
}
