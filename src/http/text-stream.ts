/** Lines of text as a response. The first line is awaited, so that a refusal still becomes a proper error response. */

import type { HttpContext } from './http-env.ts';

export async function textStream(c: HttpContext, mediaType: string, lines: AsyncIterable<string>): Promise<Response> {
  const iterator = lines[Symbol.asyncIterator]();
  let next = await iterator.next();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (next.done === true) return controller.close();
      controller.enqueue(encoder.encode(`${next.value}\n`));
      next = await iterator.next();
    },
    async cancel() {
      await iterator.return?.();
    },
  });
  c.header('Content-Type', `${mediaType}; charset=utf-8`);
  return c.body(body, 200);
}
