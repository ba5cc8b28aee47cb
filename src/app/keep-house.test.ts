import { expect, it } from 'vitest';
import { createMemoryAuditStore, createTestAppend, createTestKeys } from '#domain/audit/testing';
import { createMemoryBlobStore, createMemoryKnowledgeStore, createMemoryUploadStage } from '#domain/knowledge/testing';
import { systemPrincipal } from '#kernel/principal';
import { createMemoryDatabase, createTestClock } from '#kernel/testing';
import { keepHouse } from './keep-house.ts';

const UPLOAD = '019b0000-0000-7000-8000-00000000000a';

/** A clock whose wait lasts until the test goes on; `resting` resolves when the round before it has ended. */
function createRestingClock() {
  const clock = createTestClock();
  let rest = createMeeting();
  const wait = (milliseconds: number, signal?: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      rest.resolve(() => {
        clock.advance(milliseconds);
        resolve();
      });
    });
  const nextRound = async () => {
    const goOn = await rest.promise;
    rest = createMeeting();
    goOn();
    await rest.promise;
  };
  return { ...clock, wait, nextRound, firstRound: () => rest.promise };
}

function createMeeting() {
  let resolve: (goOn: () => void) => void = () => undefined;
  const promise = new Promise<() => void>((arrive) => {
    resolve = arrive;
  });
  return { promise, resolve: (goOn: () => void) => resolve(goOn) };
}

function openHouse() {
  const clock = createRestingClock();
  const [store, keys] = [createMemoryAuditStore(), createTestKeys()];
  const database = createMemoryDatabase(createTestAppend(store, keys));
  const notes: string[] = [];
  const errors: unknown[] = [];
  const knowledge = {
    ...{ database, clock, store: createMemoryKnowledgeStore(), uploads: createMemoryUploadStage() },
    blobs: createMemoryBlobStore(() => clock.now()),
  };
  const checkpoints = { append: async (_day: string, note: string) => `${notes.push(note)}` };
  const act = () => database.transact(systemPrincipal('w', 'test'), { action: 'test.act' }, async () => undefined);
  const audit = { database, store, keys };
  const start = () => keepHouse({ clock, knowledge, audit, checkpoints, onError: (error) => errors.push(error) });
  return { clock, knowledge, notes, errors, act, start };
}

it('signs the log at start and whenever it has grown, and not when it has not', async () => {
  const { clock, notes, act, start } = openHouse();
  await act();
  const leave = start();
  await clock.firstRound();
  expect(notes).toHaveLength(1);
  await clock.nextRound();
  expect(notes).toHaveLength(1);
  await act();
  await clock.nextRound();
  expect(notes).toHaveLength(2);
  expect(notes[1]).not.toBe(notes[0]);
  await leave();
});

it('lets uploads expire and prunes originals while the server runs; a task that fails stops no other', async () => {
  const { clock, knowledge, errors, start, act } = openHouse();
  await act();
  const createdAt = clock.now();
  const facts = { id: UPLOAD, workspaceId: 'w', knowledgeBaseId: 'k', sentBy: 'me', groupIds: null, createdAt };
  await knowledge.uploads.save(facts, (async function* () {})(), 1);
  await knowledge.blobs.put(new Uint8Array(3));
  const expire = knowledge.uploads.expire;
  knowledge.uploads.expire = () => Promise.reject(new Error('the disk is away'));
  const leave = start();
  await clock.firstRound();
  expect(errors).toHaveLength(1);
  knowledge.uploads.expire = expire;
  for (let round = 0; round < 5; round += 1) await clock.nextRound();
  expect(knowledge.blobs.size()).toBe(0);
  expect(await knowledge.uploads.find(UPLOAD)).not.toBeNull();
  for (let round = 0; round < 92; round += 1) await clock.nextRound();
  expect(await knowledge.uploads.find(UPLOAD)).toBeNull();
  await leave();
});
