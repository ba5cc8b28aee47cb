/** The text of a language model as it comes, with limits on how long anybody waits for it. */

import type { LanguageModel } from '#domain/models/index';
import type { Clock } from '#kernel/clock';
import { modelFailure, modelTooSlow } from './errors.ts';
import type { GenerationLimits } from './generation-limits.ts';
import type { RenderedPrompt } from './prompt.ts';

/** `stop`: the model ended by itself; `length`: at its token limit; `unknown`: the stream ended without saying why. */
export type ModelEnd = 'stop' | 'length' | 'unknown';

export interface ModelOutcome {
  readonly end: ModelEnd;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
}

export interface ModelRequest {
  readonly model: LanguageModel;
  readonly prompt: RenderedPrompt;
  readonly limits: GenerationLimits;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * Leaving the loop early ends the request to the server.
 * @throws ProviderError `MODEL_TOO_SLOW`, `MODEL_FAILED`, `MODEL_KEY_REFUSED`, `MODEL_OVERLOADED`, `MODEL_REQUEST_REFUSED`
 */
export async function* modelText(request: ModelRequest): AsyncGenerator<string, ModelOutcome> {
  const stop = new AbortController();
  const signal = AbortSignal.any([request.signal, stop.signal]);
  const within = timekeeper(request);
  try {
    const { stream } = await within('first', startStream(request, signal));
    const reader = stream.getReader();
    let outcome: ModelOutcome = { end: 'unknown', inputTokens: null, outputTokens: null };
    let phase: 'first' | 'between' = 'first';
    for (;;) {
      const { done, value: part } = await within(phase, reader.read());
      if (done) return outcome;
      if (part.type === 'error') throw part.error;
      if (part.type === 'text-delta' || part.type === 'reasoning-delta') phase = 'between';
      if (part.type === 'text-delta') yield part.delta;
      if (part.type === 'finish') {
        const { unified } = part.finishReason;
        const end = unified === 'stop' || unified === 'length' ? unified : 'unknown';
        const { inputTokens, outputTokens } = part.usage;
        outcome = { end, inputTokens: inputTokens.total ?? null, outputTokens: outputTokens.total ?? null };
      }
    }
  } catch (error) {
    request.signal.throwIfAborted();
    throw modelFailure(error);
  } finally {
    stop.abort();
  }
}

async function startStream({ model, prompt, limits }: ModelRequest, signal: AbortSignal) {
  return model.doStream({
    prompt: [
      { role: 'system', content: prompt.system },
      { role: 'user', content: [{ type: 'text', text: prompt.user }] },
    ],
    maxOutputTokens: limits.maxOutputTokens,
    temperature: 0,
    abortSignal: signal,
  });
}

/** Waits for a promise, but no longer than its phase or what is left of the whole allows. */
function timekeeper({ limits, clock, signal }: ModelRequest) {
  const started = clock.monotonic();
  return async <T>(phase: 'first' | 'between', promise: Promise<T>): Promise<T> => {
    const allowed = phase === 'first' ? limits.firstTokenMilliseconds : limits.betweenTokensMilliseconds;
    const left = Math.max(0, limits.totalMilliseconds - (clock.monotonic() - started));
    const timer = new AbortController();
    const late = clock.wait(Math.min(allowed, left), AbortSignal.any([timer.signal, signal])).then(() => {
      throw left < allowed ? modelTooSlow('total', limits.totalMilliseconds) : modelTooSlow(phase, allowed);
    });
    late.catch(() => undefined);
    promise.catch(() => undefined);
    try {
      return await Promise.race([promise, late]);
    } finally {
      timer.abort();
    }
  };
}
