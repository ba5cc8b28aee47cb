/** Feedback in memory, and the suite that every implementation of the store passes. */

import { beforeEach, describe, expect, test } from 'vitest';
import type { Interaction } from '#domain/generation/index';
import { exampleInteraction } from '#domain/generation/testing';
import { systemClock } from '#kernel/clock';
import { createIdGenerator } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import { seededRandom } from '#kernel/random';
import { onRollback } from '#kernel/testing';
import type { Database } from '#kernel/transact';
import type { Feedback, FeedbackStore } from './ports.ts';

export function createMemoryFeedbackStore(): FeedbackStore {
  const kept: Feedback[] = [];
  return {
    save: async (tx, feedback) => {
      onRollback(tx, () => kept.pop());
      kept.push(structuredClone(feedback));
    },
    list: async (_tx, interactionId) => structuredClone(kept.filter((each) => each.interactionId === interactionId)),
  };
}

const newId = createIdGenerator(systemClock, seededRandom(12));

export interface FeedbackWorld {
  readonly database: Database;
  readonly store: FeedbackStore;
  /** Member of a workspace that exists. */
  readonly member: Principal;
  /** Keeps an interaction for feedback to refer to. */
  saveInteraction(interaction: Interaction): Promise<void>;
}

export function feedbackStoreContract(open: () => Promise<FeedbackWorld>): void {
  describe('feedback store', () => {
    let world: FeedbackWorld;

    beforeEach(async () => {
      world = await open();
    });

    const about = async (part: Partial<Feedback>): Promise<Feedback> => {
      const interaction = exampleInteraction(world.member);
      await world.saveInteraction(interaction);
      return {
        id: newId(),
        workspaceId: world.member.workspaceId,
        interactionId: interaction.id,
        givenBy: 'account:ana',
        givenAt: new Date('2026-02-03T04:05:06.789Z'),
        rating: null,
        reason: null,
        comment: null,
        correction: null,
        ...part,
      };
    };
    const save = (feedback: Feedback) =>
      world.database.transact(world.member, { action: 'feedback.give' }, (tx) => world.store.save(tx, feedback));
    const list = (id: string) => world.database.read(world.member, (tx) => world.store.list(tx, id));

    test('gives back exactly what was kept, in order of giving', async () => {
      const first = await about({ rating: 'down', reason: 'bad-citation', comment: 'Ñandú «»' });
      const second = { ...first, id: newId(), givenAt: new Date('2026-02-04T00:00:00Z'), correction: 'Son 22.' };
      await save(first);
      await save(second);
      expect(await list(first.interactionId)).toEqual([first, second]);
    });

    test('keeps answers apart', async () => {
      const [one, other] = [await about({ rating: 'up' }), await about({ rating: 'down' })];
      await save(one);
      await save(other);
      expect(await list(one.interactionId)).toEqual([one]);
      expect(await list(newId())).toEqual([]);
      expect(await list('not-an-id')).toEqual([]);
    });

    test('keeps nothing when the transaction fails', async () => {
      const feedback = await about({ rating: 'up' });
      const failing = world.database.transact(world.member, { action: 'feedback.give' }, async (tx) => {
        await world.store.save(tx, feedback);
        throw new RangeError('on purpose');
      });
      await expect(failing).rejects.toThrow();
      expect(await list(feedback.interactionId)).toEqual([]);
    });
  });
}
