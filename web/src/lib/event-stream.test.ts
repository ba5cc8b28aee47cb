import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createEventStreamParser, readEvents } from './event-stream.ts';

describe('event stream', () => {
  test('reads names, data of several lines, comments and every kind of line end', () => {
    const parser = createEventStreamParser();
    expect(parser.push(': hello\nevent: a\ndata: 1\ndata: 2\n\ndata:3\r\n\r\n')).toEqual([
      { event: 'a', data: '1\n2' },
      { event: 'message', data: '3' },
    ]);
    expect(parser.push('event: gone\n\ndata\n\n')).toEqual([{ event: 'message', data: '' }]);
    expect(parser.push('data: x\r\rdata: y\n\n')).toEqual([
      { event: 'message', data: 'x' },
      { event: 'message', data: 'y' },
    ]);
  });

  test('a byte order mark is not part of the first field', () => {
    expect(createEventStreamParser().push('\uFEFFdata: x\n\n')).toEqual([{ event: 'message', data: 'x' }]);
  });

  test('gives the same events however the stream is cut', () => {
    const field = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\r\n]/g, ' ').trim());
    const events = fc.array(fc.record({ event: field.filter((name) => name !== ''), data: field }), { maxLength: 8 });
    fc.assert(
      fc.property(
        events,
        fc.constantFrom('\n', '\r\n'),
        fc.array(fc.nat(40), { maxLength: 60 }),
        (sent, end, sizes) => {
          const stream = sent.map(({ event, data }) => `event: ${event}${end}data: ${data}${end}${end}`).join('');
          const parser = createEventStreamParser();
          const received = [];
          let at = 0;
          for (const size of sizes) {
            received.push(...parser.push(stream.slice(at, at + size)));
            at += size;
          }
          received.push(...parser.push(stream.slice(at)), ...parser.push('\n'));
          expect(received).toEqual(sent);
        },
      ),
    );
  });

  test('characters cut between two pieces of bytes arrive whole', async () => {
    const bytes = new TextEncoder().encode('data: «año» 🙂\n\n');
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    const events = [];
    for await (const event of readEvents(body)) events.push(event.data);
    expect(events).toEqual(['«año» 🙂']);
  });
});
