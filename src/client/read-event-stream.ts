/** Server-sent events from a stream of bytes, as far as this product uses them: `event` and `data`. */

import { readText } from './read-text.ts';

export interface ReceivedEvent {
  readonly event: string;
  readonly data: unknown;
}

export async function* readEventStream(body: ReadableStream<Uint8Array>): AsyncGenerator<ReceivedEvent> {
  let pending = '';
  for await (const piece of readText(body)) {
    pending += piece;
    for (let end = pending.indexOf('\n\n'); end >= 0; end = pending.indexOf('\n\n')) {
      const event = parse(pending.slice(0, end));
      pending = pending.slice(end + 2);
      if (event !== null) yield event;
    }
  }
}

/** Null for a heartbeat. */
function parse(block: string): ReceivedEvent | null {
  const lines = block.split('\n');
  const data = lines.filter((line) => line.startsWith('data: ')).map((line) => line.slice(6));
  if (data.length === 0) return null;
  const event = lines.find((line) => line.startsWith('event: '))?.slice(7) ?? 'message';
  return { event, data: JSON.parse(data.join('\n')) };
}
