import { readText } from './read-text.ts';

/** Lines of a stream of bytes, without their line ends. */
export async function* readLines(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let pending = '';
  for await (const piece of readText(body)) {
    const lines = (pending + piece).split('\n');
    pending = lines.pop() ?? '';
    yield* lines;
  }
  if (pending !== '') yield pending;
}
