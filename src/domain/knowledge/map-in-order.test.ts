import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mapInOrder } from './map-in-order.ts';

const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

it('yields in order, never more than so many at once, whatever takes how long', async () => {
  const property = fc.asyncProperty(
    fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 12 }),
    fc.integer({ min: 1, max: 4 }),
    async (durations, parallel) => {
      let [running, most] = [0, 0];
      const seen: number[] = [];
      const work = async (index: number) => {
        running += 1;
        most = Math.max(most, running);
        await turns(durations[index] ?? 0);
        running -= 1;
        return index;
      };
      for await (const index of mapInOrder(durations.keys(), parallel, work)) seen.push(index);
      expect(seen).toEqual([...durations.keys()]);
      expect(most).toBeLessThanOrEqual(parallel);
    },
  );
  await fc.assert(property, { numRuns: 40 });
});

it('stops what it started when one fails or the consumer leaves, and waits for it', async () => {
  let [running, stopped] = [0, 0];
  const work = async (index: number, signal: AbortSignal) => {
    running += 1;
    await turns(index === 1 ? 1 : 3);
    running -= 1;
    if (signal.aborted) stopped += 1;
    if (index === 1) throw new RangeError('broken');
    return index;
  };
  const consume = async (until: number) => {
    for await (const index of mapInOrder([0, 1, 2, 3], 3, work)) if (index === until) break;
  };
  await expect(consume(9)).rejects.toThrow('broken');
  expect(running).toBe(0);
  stopped = 0;
  await consume(0);
  expect([running, stopped > 0]).toEqual([0, true]);
});

it('ends with the reason of its signal', async () => {
  const control = new AbortController();
  const consume = async () => {
    for await (const index of mapInOrder([0, 1, 2], 1, async (item) => item, control.signal))
      if (index === 1) control.abort(new RangeError('cancelled'));
  };
  await expect(consume()).rejects.toThrow('cancelled');
});
