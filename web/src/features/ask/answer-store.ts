/**
 * The questions of this session and what became of them. It stands outside the page, so that leaving the page loses
 * nothing: an answer goes on arriving, and coming back shows it.
 */

import { ApiError, asApiError } from '../../lib/api-error.ts';
import type { Answer, Passage, Statement } from '../../lib/api-types.ts';

export type AskState = 'searching' | 'reading' | 'done' | 'stopped' | 'failed';

export interface Ask {
  /** Ours until the answer has the server's id. */
  readonly key: string;
  readonly question: string;
  readonly knowledgeBases: readonly string[];
  readonly state: AskState;
  readonly passages: readonly Passage[];
  readonly statements: readonly Statement[];
  readonly answer: Answer | null;
  readonly error: ApiError | null;
}

export type AnswerEvent =
  | { readonly type: 'passages'; readonly passages: readonly Passage[] }
  | { readonly type: 'statement'; readonly index: number; readonly statement: Statement }
  | { readonly type: 'done'; readonly answer: Answer };

export interface AnswerStoreDeps {
  /** Throws `ApiError` for a refused question and for an `error` event. */
  readonly stream: (
    request: { readonly question: string; readonly knowledgeBases: readonly string[] },
    signal: AbortSignal,
  ) => AsyncIterable<AnswerEvent>;
  readonly newKey: () => string;
}

export interface AnswerStore {
  subscribe(listener: () => void): () => void;
  /** Newest first; the same array until something changes. */
  list(): readonly Ask[];
  /** Starts and returns the key under which the question is listed. */
  ask(question: string, knowledgeBases: readonly string[]): string;
  stop(key: string): void;
  /** Puts answers of before a reload back into the list. */
  restore(asks: readonly Ask[]): void;
  clear(): void;
}

const cut = () =>
  new ApiError(
    {
      code: 'STREAM_CUT',
      message: 'The connection ended before the answer was complete.',
      remedy: 'Ask again.',
      blame: 'provider',
    },
    0,
  );

export function applyEvent(ask: Ask, event: AnswerEvent): Ask {
  switch (event.type) {
    case 'passages':
      return { ...ask, state: 'reading', passages: event.passages };
    case 'statement': {
      const statements = [...ask.statements];
      statements[event.index] = event.statement;
      return { ...ask, state: 'reading', statements };
    }
    case 'done':
      return { ...ask, state: 'done', statements: event.answer.statements, answer: event.answer };
  }
}

export function createAnswerStore(deps: AnswerStoreDeps): AnswerStore {
  let asks: readonly Ask[] = [];
  const listeners = new Set<() => void>();
  const running = new Map<string, AbortController>();

  function set(next: readonly Ask[]): void {
    asks = next;
    for (const listener of listeners) listener();
  }
  function change(key: string, how: (ask: Ask) => Ask): void {
    set(asks.map((ask) => (ask.key === key ? how(ask) : ask)));
  }

  async function run(key: string, question: string, knowledgeBases: readonly string[]): Promise<void> {
    const controller = new AbortController();
    running.set(key, controller);
    try {
      let finished = false;
      for await (const event of deps.stream({ question, knowledgeBases }, controller.signal)) {
        if (controller.signal.aborted) break;
        change(key, (ask) => applyEvent(ask, event));
        finished ||= event.type === 'done';
      }
      if (!finished && !controller.signal.aborted) throw cut();
    } catch (error) {
      if (!controller.signal.aborted) change(key, (ask) => ({ ...ask, state: 'failed', error: asApiError(error) }));
    } finally {
      running.delete(key);
    }
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    list: () => asks,
    ask(question, knowledgeBases) {
      const key = deps.newKey();
      const fresh: Ask = {
        key,
        question,
        knowledgeBases,
        state: 'searching',
        passages: [],
        statements: [],
        answer: null,
        error: null,
      };
      set([fresh, ...asks]);
      void run(key, question, knowledgeBases);
      return key;
    },
    stop(key) {
      running.get(key)?.abort();
      change(key, (ask) => (ask.state === 'searching' || ask.state === 'reading' ? { ...ask, state: 'stopped' } : ask));
    },
    restore(restored) {
      const known = new Set(asks.map((ask) => ask.answer?.id));
      set([...asks, ...restored.filter((ask) => !known.has(ask.answer?.id))]);
    },
    clear() {
      for (const controller of running.values()) controller.abort();
      running.clear();
      set([]);
    },
  };
}
