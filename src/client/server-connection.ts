/** Requests to a running Medida, and its errors as the errors that they were. */

import {
  type ErrorFacts,
  InputError,
  type MedidaError,
  NotFoundError,
  PolicyError,
  ProviderError,
  StorageError,
  WorkerError,
} from '#kernel/errors';
import type { JsonObject } from '#kernel/json';

export interface ServerAddress {
  /** `http://127.0.0.1:4747` */
  readonly baseUrl: string;
  readonly token: string;
  readonly fetch: typeof globalThis.fetch;
}

export interface ServerConnection {
  json<Result>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Result>;
  /** The response body as it comes. @throws what the server says */
  stream(method: string, path: string, options: StreamOptions): Promise<ReadableStream<Uint8Array>>;
}

export interface StreamOptions {
  readonly accept: string;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

export function connectToServer({ baseUrl, token, fetch }: ServerAddress): ServerConnection {
  const send = async (method: string, path: string, options: Partial<StreamOptions>): Promise<Response> => {
    const response = await fetch(`${baseUrl}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        accept: options.accept ?? 'application/json',
        ...(options.body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
      ...(options.signal && { signal: options.signal }),
    }).catch((cause: unknown) => {
      options.signal?.throwIfAborted();
      throw unreachable(baseUrl, cause);
    });
    if (!response.ok) throw await readError(response);
    return response;
  };
  return {
    async json<Result>(method: string, path: string, body?: unknown, signal?: AbortSignal) {
      const response = await send(method, path, { body, ...(signal && { signal }) });
      return (response.status === 204 ? undefined : await response.json()) as Result;
    },
    async stream(method, path, options) {
      const { body } = await send(method, path, options);
      if (body === null) throw unreachable(baseUrl);
      return body;
    },
  };
}

async function readError(response: Response): Promise<MedidaError> {
  const body = (await response.json().catch(() => null)) as { error?: ErrorFacts & { blame?: string } } | null;
  return errorFrom(body?.error, response.status);
}

/** Also for the last event of a stream that failed. */
export function errorFrom(report: (Partial<ErrorFacts> & { blame?: string }) | undefined, status = 500): MedidaError {
  const facts: ErrorFacts = {
    code: report?.code ?? 'SERVER_ERROR',
    message: report?.message ?? `The server answered with status ${status}.`,
    remedy: report?.remedy ?? 'Look in the log of the server.',
    ...(report?.details && { details: report.details as JsonObject }),
  };
  if (status === 404) return new NotFoundError(facts);
  switch (report?.blame) {
    case 'input':
      return new InputError(facts);
    case 'policy':
      return new PolicyError(facts);
    case 'provider':
      return new ProviderError(facts);
    case 'storage':
      return new StorageError(facts);
    default:
      return new WorkerError(facts);
  }
}

function unreachable(baseUrl: string, cause?: unknown): ProviderError {
  return new ProviderError({
    code: 'MEDIDA_UNREACHABLE',
    message: `The Medida that owns the data folder does not answer at ${baseUrl}.`,
    remedy: 'See whether it is just starting or stopping, and try again.',
    details: { url: baseUrl },
    ...(cause === undefined ? {} : { cause }),
  });
}
