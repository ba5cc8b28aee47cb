/** Reads server-sent events as they arrive, however the network cuts them (HTML standard, "Server-sent events"). */

export interface ServerEvent {
  /** `message` where the server names none. */
  readonly event: string;
  readonly data: string;
}

export interface EventStreamParser {
  push(text: string): readonly ServerEvent[];
}

/** Feed it decoded text in pieces of any size; it gives back the events that have become complete. */
export function createEventStreamParser(): EventStreamParser {
  let rest = '';
  let event = '';
  let data: string[] = [];
  let first = true;

  function line(text: string): ServerEvent | null {
    if (text === '') {
      const complete = data.length > 0 ? { event: event === '' ? 'message' : event, data: data.join('\n') } : null;
      event = '';
      data = [];
      return complete;
    }
    if (text.startsWith(':')) return null;
    const colon = text.indexOf(':');
    const field = colon < 0 ? text : text.slice(0, colon);
    let value = colon < 0 ? '' : text.slice(colon + 1);
    if (value.startsWith(' ')) value = value.slice(1);
    if (field === 'event') event = value;
    if (field === 'data') data.push(value);
    return null;
  }

  return {
    push(text) {
      rest += text;
      if (first && rest !== '') {
        if (rest.startsWith('\uFEFF')) rest = rest.slice(1);
        first = false;
      }
      const events: ServerEvent[] = [];
      let from = 0;
      for (let at = 0; at < rest.length; at++) {
        const mark = rest[at];
        if (mark !== '\n' && mark !== '\r') continue;
        // A carriage return at the very end may be half of a pair: wait for what follows.
        if (mark === '\r' && at === rest.length - 1) break;
        const complete = line(rest.slice(from, at));
        if (complete) events.push(complete);
        if (mark === '\r' && rest[at + 1] === '\n') at++;
        from = at + 1;
      }
      rest = rest.slice(from);
      return events;
    },
  };
}

/** Events of a streaming response, until it ends. Whether it ended properly is for the reader of the events to say. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const parser = createEventStreamParser();
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield* parser.push(decoder.decode(value, { stream: true }));
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
