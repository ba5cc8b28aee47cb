/**
 * Runs `work` over the items, `parallel` at a time, and yields the results in the order of the items. While the
 * consumer is busy with one result the next are being made. When the consumer stops early or something fails, the
 * signal given to `work` aborts and everything started is awaited, so that nothing runs on unseen.
 */
export async function* mapInOrder<Item, Result>(
  items: Iterable<Item>,
  parallel: number,
  work: (item: Item, signal: AbortSignal) => Promise<Result>,
  signal?: AbortSignal,
): AsyncGenerator<Result> {
  const stop = new AbortController();
  const both = signal === undefined ? stop.signal : AbortSignal.any([stop.signal, signal]);
  const running: Promise<Result>[] = [];
  const source = items[Symbol.iterator]();
  const startNext = () => {
    const next = source.next();
    if (next.done === true) return;
    const result = work(next.value, both);
    // Seen when its turn comes; until then a failure is not an unhandled one.
    result.catch(() => {});
    running.push(result);
  };
  try {
    for (let started = 0; started < Math.max(1, parallel); started += 1) startNext();
    for (let first = running.shift(); first !== undefined; first = running.shift()) {
      const result = await first;
      both.throwIfAborted();
      startNext();
      yield result;
      both.throwIfAborted();
    }
  } finally {
    stop.abort();
    await Promise.allSettled(running);
  }
}
