/** Server-sent events: one source, a heartbeat while it is silent, and an end when the client is gone. */

import { reportError } from '#kernel/errors';
import type { HttpContext, HttpDeps } from './http-env.ts';

export interface ServerSentEvent {
  /** Null for protocols that name no events. */
  readonly event: string | null;
  /** Sent as JSON; a string goes out as it is. */
  readonly data: unknown;
}

const HEARTBEAT_MS = 15_000;

type StreamDeps = Pick<HttpDeps, 'clock'>;

/**
 * Streams `open(signal)`. The signal aborts when the client goes away, or with `until`. An error in the middle
 * becomes a last event `error`; one before the first event becomes an error response, because nothing was sent yet.
 */
export async function eventStream(
  c: HttpContext,
  deps: StreamDeps,
  open: (signal: AbortSignal) => AsyncIterable<ServerSentEvent>,
  until?: AbortSignal,
): Promise<Response> {
  const gone = new AbortController();
  const signal = until === undefined ? gone.signal : AbortSignal.any([gone.signal, until]);
  const source = open(signal)[Symbol.asyncIterator]();
  const first = await source.next();
  const requestId = c.var.requestId;
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (text: string) => {
        if (!signal.aborted) controller.enqueue(encoder.encode(text));
      };
      const beating = heartbeat(deps, signal, () => send(': still here\n\n'));
      try {
        for (let next = first; next.done !== true; next = await source.next()) send(format(next.value));
      } catch (error) {
        send(format({ event: 'error', data: { error: { ...reportError(error), requestId } } }));
      } finally {
        beating.abort();
        if (!gone.signal.aborted) controller.close();
      }
    },
    async cancel() {
      gone.abort();
      await source.return?.();
    },
  });
  c.header('Content-Type', 'text/event-stream; charset=utf-8');
  c.header('Cache-Control', 'no-store');
  c.header('X-Accel-Buffering', 'no');
  return c.body(body, 200);
}

function format({ event, data }: ServerSentEvent): string {
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  return `${event === null ? '' : `event: ${event}\n`}data: ${text}\n\n`;
}

function heartbeat({ clock }: StreamDeps, signal: AbortSignal, beat: () => void): AbortController {
  const ended = new AbortController();
  const until = AbortSignal.any([ended.signal, signal]);
  const loop = async () => {
    while (!until.aborted) {
      await clock.wait(HEARTBEAT_MS, until);
      beat();
    }
  };
  loop().catch(() => undefined);
  return ended;
}
