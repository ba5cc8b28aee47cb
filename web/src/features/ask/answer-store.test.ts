import { describe, expect, test } from 'vitest';
import type { Answer, Statement } from '../../lib/api-types.ts';
import { type AnswerEvent, type AnswerStoreDeps, createAnswerStore } from './answer-store.ts';

const statement = (text: string): Statement => ({ text, support: 'quoted', citations: [] });
const answer: Answer = {
  schema: 'medida.ask/1',
  id: 'server-id',
  question: '¿?',
  language: 'es',
  abstained: false,
  reason: null,
  answer: 'a b',
  statements: [statement('a'), statement('b')],
  usage: { model: 'extractive', inputTokens: null, outputTokens: null },
  seconds: 0.1,
  indexVersion: 1,
};

/** A stream that goes on only when told to. */
function steps() {
  const events: { event: AnswerEvent | null | Error; go: Promise<void> }[] = [];
  const gates: (() => void)[] = [];
  const add = (event: AnswerEvent | null | Error) => {
    events.push({ event, go: new Promise((resolve) => gates.push(resolve)) });
  };
  const stream: AnswerStoreDeps['stream'] = async function* () {
    for (const { event, go } of events) {
      await go;
      if (event instanceof Error) throw event;
      if (event) yield event;
    }
  };
  const next = async () => {
    gates.shift()?.();
    await settle();
  };
  return { add, stream, next };
}
/** Lets every promise that can go on go on. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}
let keys = 0;
const storeOn = (stream: AnswerStoreDeps['stream']) => createAnswerStore({ stream, newKey: () => `key-${++keys}` });

describe('answers of a session', () => {
  test('statements appear one by one, and the whole answer at the end', async () => {
    const script = steps();
    script.add({ type: 'passages', passages: [] });
    script.add({ type: 'statement', index: 0, statement: statement('a') });
    script.add({ type: 'done', answer });
    script.add(null);
    const store = storeOn(script.stream);
    let changes = 0;
    store.subscribe(() => changes++);
    store.ask('¿?', []);
    expect(store.list()[0]?.state).toBe('searching');
    await script.next();
    expect(store.list()[0]?.state).toBe('reading');
    await script.next();
    expect(store.list()[0]?.statements).toHaveLength(1);
    await script.next();
    await script.next();
    expect(store.list()[0]).toMatchObject({ state: 'done', answer: { id: 'server-id' } });
    expect(changes).toBe(4);
  });

  test('a stream that ends early is a failure that keeps what had arrived', async () => {
    const script = steps();
    script.add({ type: 'statement', index: 0, statement: statement('a') });
    script.add(null);
    const store = storeOn(script.stream);
    store.ask('¿?', []);
    await script.next();
    await script.next();
    expect(store.list()[0]).toMatchObject({ state: 'failed', statements: [{ text: 'a' }] });
    expect(store.list()[0]?.error?.report.code).toBe('STREAM_CUT');
  });

  test('stopping keeps what was verified, and what comes later changes nothing', async () => {
    const script = steps();
    script.add({ type: 'statement', index: 0, statement: statement('a') });
    script.add({ type: 'done', answer });
    const store = storeOn(script.stream);
    const key = store.ask('¿?', []);
    await script.next();
    store.stop(key);
    await script.next();
    expect(store.list()[0]).toMatchObject({ state: 'stopped', statements: [{ text: 'a' }], answer: null });
  });

  test('answers of before a reload are put back once', () => {
    const store = storeOn(steps().stream);
    const old = {
      key: answer.id,
      question: '¿?',
      knowledgeBases: [],
      state: 'done' as const,
      passages: [],
      statements: [],
      answer,
      error: null,
    };
    store.restore([old]);
    store.restore([old]);
    expect(store.list()).toHaveLength(1);
    store.clear();
    expect(store.list()).toHaveLength(0);
  });
});
