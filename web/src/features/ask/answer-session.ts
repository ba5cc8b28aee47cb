/** The one list of this tab's questions. Only ids and questions are kept across a reload, and only in this tab. */

import { useEffect, useSyncExternalStore } from 'react';
import type { Interaction } from '../../lib/api-types.ts';
import { get } from '../../lib/request.ts';
import { type Ask, createAnswerStore } from './answer-store.ts';
import { streamAnswer } from './stream-answer.ts';

const KEPT = 'medida.asked';
const KEPT_AT_MOST = 30;

export const answers = createAnswerStore({ stream: streamAnswer, newKey: () => crypto.randomUUID() });

function keep(asks: readonly Ask[]): void {
  const ids = asks.flatMap((ask) => (ask.answer ? [ask.answer.id] : [])).slice(0, KEPT_AT_MOST);
  try {
    if (ids.length > 0) sessionStorage.setItem(KEPT, JSON.stringify(ids));
  } catch {
    // Storage can be forbidden; the list then lasts as long as the page.
  }
}

function kept(): readonly string[] {
  try {
    const ids: unknown = JSON.parse(sessionStorage.getItem(KEPT) ?? '[]');
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

export function askFromInteraction({ answer }: Interaction): Ask {
  return {
    key: answer.id,
    question: answer.question,
    knowledgeBases: [],
    state: 'done',
    passages: [],
    statements: answer.statements,
    answer,
    error: null,
  };
}

let restored = false;

async function restore(): Promise<void> {
  if (restored) return;
  restored = true;
  const found = await Promise.allSettled(
    kept().map((id) => get<Interaction>(`/interactions/${encodeURIComponent(id)}`)),
  );
  answers.restore(found.flatMap((one) => (one.status === 'fulfilled' ? [askFromInteraction(one.value)] : [])));
}

answers.subscribe(() => keep(answers.list()));

export function useAsks(): readonly Ask[] {
  const asks = useSyncExternalStore(answers.subscribe, answers.list);
  useEffect(() => void restore(), []);
  return asks;
}

/** On signing out: the next person on this machine starts with nothing. */
export function forgetAnswers(): void {
  answers.clear();
  try {
    sessionStorage.removeItem(KEPT);
  } catch {
    // Nothing was kept either.
  }
}
