import { beforeEach, describe, expect, test } from 'vitest';
import { createMemoryInteractionStore, exampleInteraction } from '#domain/generation/testing';
import { createIdGenerator } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import { seededRandom } from '#kernel/random';
import { createMemoryDatabase, createTestClock, type MemoryDatabase } from '#kernel/testing';
import { type GiveFeedbackDeps, giveFeedback, listFeedback } from './index.ts';
import { createMemoryFeedbackStore, feedbackStoreContract } from './testing.ts';

const id = (number: number) => `00000000-0000-7000-8000-00000000000${number}`;
const member: Principal = { kind: 'account', id: id(9), workspaceId: id(1), role: 'member', groupIds: [] };

feedbackStoreContract(async () => ({
  database: createMemoryDatabase(),
  store: createMemoryFeedbackStore(),
  member,
  saveInteraction: async () => undefined,
}));

describe('giving feedback', () => {
  let deps: GiveFeedbackDeps & { readonly database: MemoryDatabase };
  let interactionId: string;

  beforeEach(async () => {
    const clock = createTestClock();
    deps = {
      database: createMemoryDatabase(),
      clock,
      newId: createIdGenerator(clock, seededRandom(3)),
      interactions: createMemoryInteractionStore(),
      store: createMemoryFeedbackStore(),
    };
    const interaction = exampleInteraction(member);
    interactionId = interaction.id;
    await deps.database.transact(member, { action: 'answer.give' }, (tx) => deps.interactions.save(tx, interaction));
  });

  test('keeps what was said and writes an entry without any of it', async () => {
    const given = await giveFeedback(deps, {
      principal: member,
      interactionId,
      rating: 'down',
      reason: 'wrong',
      comment: '  secreto uno ',
      correction: 'secreto dos',
    });
    expect(given).toMatchObject({ rating: 'down', reason: 'wrong', comment: 'secreto uno', correction: 'secreto dos' });
    const entry = deps.database.acts.at(-1)?.act;
    expect(entry).toMatchObject({ action: 'feedback.give', target: { type: 'interaction', id: interactionId } });
    expect(JSON.stringify(entry)).not.toContain('secreto');
    const curator: Principal = { ...member, role: 'curator' };
    expect(await listFeedback(deps, { principal: curator, interactionId })).toEqual([given]);
  });

  test.each([
    ['nothing', {}, 'FEEDBACK_EMPTY'],
    ['only white space', { comment: ' \n ' }, 'FEEDBACK_EMPTY'],
    ['an unknown rating', { rating: 'five stars' }, 'FEEDBACK_INVALID'],
    ['an unknown reason', { reason: 'because' }, 'FEEDBACK_INVALID'],
    ['a comment too long', { comment: 'x'.repeat(5001) }, 'FEEDBACK_TOO_LONG'],
    ['a correction too long', { correction: 'x'.repeat(20_001) }, 'FEEDBACK_TOO_LONG'],
  ])('refuses %s', async (_, said, code) => {
    await expect(giveFeedback(deps, { principal: member, interactionId, ...said })).rejects.toMatchObject({ code });
    expect(deps.database.acts).toHaveLength(1);
  });

  test.each([
    ['somebody else’s answer', { ...member, id: id(8) }, 'INTERACTION_NOT_FOUND'],
    ['an answer of another workspace', { ...member, workspaceId: id(2) }, 'INTERACTION_NOT_FOUND'],
    ['an auditor, who changes nothing', { ...member, role: 'auditor' as const }, 'NOT_PERMITTED'],
  ])('refuses %s', async (_, principal: Principal, code) => {
    await expect(giveFeedback(deps, { principal, interactionId, rating: 'up' })).rejects.toMatchObject({ code });
    expect(deps.database.acts).toHaveLength(1);
  });

  test('refuses an answer that never was', async () => {
    const unknown = giveFeedback(deps, { principal: member, interactionId: id(7), rating: 'up' });
    await expect(unknown).rejects.toMatchObject({ code: 'INTERACTION_NOT_FOUND' });
  });
});
