import { expect, it } from 'vitest';
import { createMemoryKnowledgeStore } from '#domain/knowledge/testing';
import { PolicyError } from '#kernel/errors';
import type { Principal } from '#kernel/principal';
import { createMemoryDatabase, createTestClock } from '#kernel/testing';
import { createMemoryJobQueue } from '#test/memory-job-queue';
import { jobsAs, queueIngestionAs } from './jobs-as.ts';

const WORKSPACE = '01900000-0000-7000-8000-00000000000a';
const JOB = '01900000-0000-7000-8000-000000000001';
const person: Principal = { kind: 'account', id: 'p', workspaceId: WORKSPACE, role: 'curator', groupIds: ['g'] };

/** A job that is never worked on, watched by somebody whom `changes` turns into somebody else, poll by poll. */
async function watch(changes: readonly (Principal | Error)[]) {
  const database = createMemoryDatabase();
  const asked: Principal[] = [];
  const clock = createTestClock();
  const parts = {
    ...{ database, queue: createMemoryJobQueue(), clock, newId: () => JOB, bell: new EventTarget() },
    knowledge: { database, store: createMemoryKnowledgeStore() },
    refresh: async (principal: Principal) => {
      asked.push(principal);
      const now = changes[asked.length - 1] ?? new Error('more polls than expected');
      if (now instanceof Error) throw now;
      return now;
    },
  };
  const job = await queueIngestionAs(parts, person)({ from: { path: '/x', knowledgeBase: 'b' } });
  const seen: string[] = [];
  const following = (async () => {
    for await (const { state } of jobsAs(parts, person).follow(job.id)) seen.push(state);
  })();
  return { seen, asked, clock, following };
}

it('shows a watcher nothing more once the role that may see jobs was taken away', async () => {
  const { seen, asked, following } = await watch([person, person, { ...person, role: 'member' }]);
  await expect(following).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
  expect(seen).toEqual(['queued']);
  expect(asked).toEqual([person, person, person]);
});

it('ends the watch of somebody who is gone', async () => {
  const gone = new PolicyError({ code: 'SESSION_ENDED', message: 'm', remedy: 'r' });
  const { seen, following } = await watch([person, gone]);
  await expect(following).rejects.toBe(gone);
  expect(seen).toEqual(['queued']);
});

it('looks less often at a job that does not change', async () => {
  const { clock, following } = await watch([person, person, person, person, new Error('enough')]);
  await expect(following).rejects.toThrow('enough');
  expect(clock.monotonic()).toBe(250 + 500 + 1_000 + 1_000);
});
