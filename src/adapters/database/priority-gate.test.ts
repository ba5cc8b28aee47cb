import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Priority } from '#kernel/transact';
import { createPriorityGate } from './priority-gate.ts';

test('interactive work overtakes background work; inside a priority the first comes first', async () => {
  const gate = createPriorityGate(1);
  const order: string[] = [];
  const pass = async (priority: Priority, name: string) => {
    const leave = await gate.enter(priority);
    order.push(name);
    await Promise.resolve();
    leave();
  };
  await Promise.all([
    pass('background', 'b1'),
    pass('background', 'b2'),
    pass('interactive', 'i1'),
    pass('background', 'b3'),
    pass('interactive', 'i2'),
  ]);
  expect(order).toEqual(['b1', 'i1', 'i2', 'b2', 'b3']);
  expect(gate.waiting).toBe(0);
});

test('background work never takes the places kept for people', async () => {
  const gate = createPriorityGate(3, 2);
  const first = await gate.enter('background');
  await gate.enter('background');
  const third = gate.enter('background');
  expect(gate.waiting).toBe(1);
  await gate.enter('interactive');
  expect(gate.waiting).toBe(1);
  first();
  await third;
  expect(gate.waiting).toBe(0);
});

test('property: never more inside than places, everybody gets in, leaving twice changes nothing', () =>
  fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.constantFrom<Priority>('interactive', 'background'), { maxLength: 40 }),
      async (slots, priorities) => {
        const gate = createPriorityGate(slots, Math.max(1, slots - 1));
        let inside = 0;
        let most = 0;
        let passed = 0;
        await Promise.all(
          priorities.map(async (priority) => {
            const leave = await gate.enter(priority);
            inside += 1;
            most = Math.max(most, inside);
            await Promise.resolve();
            inside -= 1;
            passed += 1;
            leave();
            leave();
          }),
        );
        expect(most).toBeLessThanOrEqual(slots);
        expect(passed).toBe(priorities.length);
      },
    ),
  ));
