import { expect, test } from 'vitest';
import { systemPrincipal } from '#kernel/principal';
import { describeEachDatabase, type OpenedDatabase } from '#test/databases';
import { jobQueueContract } from '#test/job-queue-contract';
import { createJobQueue } from './job-queue.ts';
import { drizzleOf, sql } from './transaction.ts';

describeEachDatabase('jobs', (open) => {
  let opened: OpenedDatabase | undefined;

  jobQueueContract(async () => {
    opened ??= await open();
    const { database, connections } = opened;
    await database.transact(systemPrincipal('*', 'test'), { action: 'test.clear' }, (tx) =>
      drizzleOf(tx).execute(sql`DELETE FROM job`),
    );
    return { queue: createJobQueue(connections), database };
  });

  test('many workers at once never get the same job', async () => {
    const { database, connections } = opened ?? (await open());
    const queue = createJobQueue(connections);
    const workspaceId = '01900000-0000-7000-8000-00000000000c';
    const principal = systemPrincipal(workspaceId, 'test');
    const ids = Array.from({ length: 20 }, (_, n) => `01900000-0000-7000-8000-0000000001${String(n).padStart(2, '0')}`);
    await database.transact(principal, { action: 'test.job' }, async (tx) => {
      for (const id of ids)
        await queue.enqueue(tx, { id, kind: 'many', payload: {}, principal, maxAttempts: 1 }, new Date(0));
    });
    const claims = await Promise.all(
      Array.from({ length: 25 }, (_, n) =>
        queue.claim({ kinds: ['many'], token: `t${n}`, at: new Date(1), leaseUntil: new Date(60_000) }),
      ),
    );
    const got = claims.flatMap((claim) => (claim === null ? [] : [claim.record.id]));
    expect(got.sort()).toEqual(ids);
  });
});
