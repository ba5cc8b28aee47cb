/** Errors of answering. */

import { MedidaError, NotFoundError, PolicyError, ProviderError } from '#kernel/errors';

/** @returns the error that tells why a model's server gave no answer; holds nothing of prompt or response */
export function modelFailure(error: unknown): MedidaError {
  const own = ownError(error, 5);
  if (own) return own;
  const status = statusOf(error);
  if (status !== undefined) return refused(status);
  return new ProviderError({
    code: 'MODEL_FAILED',
    message: 'The language model server failed or answered in a way that cannot be read.',
    remedy: 'See the log of the model server; then ask again, or ask for an extractive answer.',
  });
}

function refused(status: number): MedidaError {
  const details = { status };
  if (status === 401 || status === 403) {
    return new ProviderError({
      code: 'MODEL_KEY_REFUSED',
      message: `The language model server refused the key (HTTP ${status}).`,
      remedy: 'Configure a valid key for the model server.',
      details,
    });
  }
  if (status === 429) {
    return new ProviderError({
      code: 'MODEL_OVERLOADED',
      message: 'The language model server accepts no more requests now (HTTP 429).',
      remedy: 'Wait and ask again, or raise the quota of the key.',
      details,
    });
  }
  if (status >= 400 && status < 500) {
    return new ProviderError({
      code: 'MODEL_REQUEST_REFUSED',
      message: `The language model server refused the request (HTTP ${status}).`,
      remedy: 'Check the model name, and that the prompt fits the context of the model.',
      details,
    });
  }
  return new ProviderError({
    code: 'MODEL_FAILED',
    message: `The language model server failed (HTTP ${status}).`,
    remedy: 'See the log of the model server; then ask again, or ask for an extractive answer.',
    details,
  });
}

/** An error of ours that client libraries wrapped in theirs. */
function ownError(error: unknown, depth: number): MedidaError | undefined {
  if (MedidaError.isInstance(error)) return error;
  if (depth === 0 || typeof error !== 'object' || error === null || !('cause' in error)) return undefined;
  return ownError(error.cause, depth - 1);
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('statusCode' in error && typeof error.statusCode === 'number' && error.statusCode >= 400) return error.statusCode;
  return 'lastError' in error ? statusOf(error.lastError) : undefined;
}

export function modelTooSlow(phase: 'first' | 'between' | 'total', milliseconds: number): ProviderError {
  const waited = {
    first: 'did not begin to answer',
    between: 'stopped in the middle of its answer',
    total: 'did not finish its answer',
  }[phase];
  return new ProviderError({
    code: 'MODEL_TOO_SLOW',
    message: `The language model server ${waited} within ${milliseconds} ms.`,
    remedy: 'See whether the server is overloaded, raise the limit, or ask for an extractive answer.',
    details: { phase, milliseconds },
  });
}

export function modelSaidNothing(): ProviderError {
  return new ProviderError({
    code: 'MODEL_SAID_NOTHING',
    message: 'The language model server gave no text that could be an answer.',
    remedy: 'Check that the configured model is one that follows instructions; or ask for an extractive answer.',
  });
}

export function modelNotConfigured(): PolicyError {
  return new PolicyError({
    code: 'MODEL_NOT_CONFIGURED',
    message: 'A generated answer was asked for, but no language model is configured.',
    remedy: 'Configure a language model, or ask for an extractive answer.',
  });
}

export function interactionNotFound(): NotFoundError {
  return new NotFoundError({
    code: 'INTERACTION_NOT_FOUND',
    message: 'There is no such answer, or you may not see it.',
    remedy: 'Check the id of the answer.',
  });
}
