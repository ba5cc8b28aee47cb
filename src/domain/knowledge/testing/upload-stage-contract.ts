/** What every upload stage keeps. For tests. */

import { expect, it } from 'vitest';
import { createIdGenerator } from '#kernel/id';
import { seededRandom } from '#kernel/random';
import { createTestClock } from '#kernel/testing';
import type { IncomingFile, UploadStage } from '../ports.ts';

async function* sent(...files: readonly (readonly [name: string, ...parts: string[]])[]): AsyncIterable<IncomingFile> {
  for (const [name, ...parts] of files)
    yield {
      name,
      bytes: (async function* () {
        for (const part of parts) yield new TextEncoder().encode(part);
      })(),
    };
}

export function uploadStageContract(open: () => Promise<UploadStage>): void {
  const newId = createIdGenerator(createTestClock(), seededRandom(3));
  const facts = () => ({
    id: newId(),
    workspaceId: newId(),
    knowledgeBaseId: newId(),
    sentBy: 'account:a',
    groupIds: [newId()],
    createdAt: new Date('2026-01-01T00:00:00.000Z'),
  });

  it('keeps what was sent, whatever it is called, and gives it back', async () => {
    const stage = await open();
    const made = facts();
    const upload = await stage.save(made, sent(['../a.md', 'uno ', 'dos'], ['a.md'], ['b/ñ.md', 'tres']), 100);
    const files = [
      { name: '../a.md', sizeBytes: 7 },
      { name: 'a.md', sizeBytes: 0 },
      { name: 'b/ñ.md', sizeBytes: 4 },
    ];
    expect(upload).toEqual({ ...made, files, result: null });
    expect(await stage.find(made.id)).toEqual(upload);
    const texts = [];
    for (const position of files.keys()) texts.push(new TextDecoder().decode(await stage.read(made.id, position)));
    expect(texts).toEqual(['uno dos', '', 'tres']);
    await expect(stage.read(made.id, 3)).rejects.toMatchObject({ code: 'UPLOAD_GONE' });
  });

  it('counts what is beyond the limit without keeping it, and goes on with the next', async () => {
    const stage = await open();
    const made = facts();
    const upload = await stage.save(made, sent(['big', 'x'.repeat(60), 'x'.repeat(60)], ['small', 'y']), 100);
    expect(upload.files.map(({ sizeBytes }) => sizeBytes)).toEqual([120, 1]);
    expect(await stage.read(made.id, 1)).toHaveLength(1);
  });

  it('keeps nothing of an upload that broke off', async () => {
    const stage = await open();
    const made = facts();
    const broken = async function* (): AsyncIterable<IncomingFile> {
      yield* sent(['a', 'x']);
      throw new Error('connection lost');
    };
    await expect(stage.save(made, broken(), 100)).rejects.toThrow('connection lost');
    expect(await stage.find(made.id)).toBeNull();
    const stop = AbortSignal.abort(new Error('cancelled'));
    await expect(stage.save(made, sent(['a', 'x']), 100, stop)).rejects.toThrow();
    expect(await stage.find(made.id)).toBeNull();
  });

  it('keeps the result of an upload that was applied, and no bytes', async () => {
    const stage = await open();
    const made = facts();
    await stage.save(made, sent(['a', 'x']), 100);
    await stage.finish(made.id, { added: 1 });
    expect((await stage.find(made.id))?.result).toEqual({ added: 1 });
    await expect(stage.read(made.id, 0)).rejects.toMatchObject({ code: 'UPLOAD_GONE' });
  });

  it('forgets what is discarded or too old, and what never was', async () => {
    const stage = await open();
    const [one, two, three] = [facts(), facts(), { ...facts(), createdAt: new Date('2026-02-01T00:00:00.000Z') }];
    for (const made of [one, two, three]) await stage.save(made, sent(['a', 'x']), 100);
    await stage.discard(one.id);
    await stage.discard(newId());
    await stage.discard('../..');
    expect(await stage.find(one.id)).toBeNull();
    expect(await stage.find('..')).toBeNull();
    expect(await stage.expire(new Date('2026-01-15T00:00:00.000Z'))).toBeGreaterThanOrEqual(1);
    expect(await stage.find(two.id)).toBeNull();
    expect(await stage.find(three.id)).not.toBeNull();
  });
}
