/** The whole way from question to answer over one question set, through the real index on the embedded database. */

import type { AnswerDeps } from '#domain/generation/index';
import { analyseQuestion, questionTerms } from '#domain/generation/question-terms';
import { rankUnits } from '#domain/generation/rank-units';
import { sufficiencyFeatures } from '#domain/generation/sufficiency-features';
import { searchPassages } from '#domain/retrieval/index';
import { systemClock } from '#kernel/clock';
import { createIdGenerator, type Id } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import { seededRandom } from '#kernel/random';
import type { AnswerSet } from './answer-sets.ts';
import { benchGroup, benchPrincipal, openSearchWorld } from './search-world.ts';

export interface AnswerWorld {
  readonly deps: AnswerDeps;
  /** Sees every passage. */
  readonly everyone: Principal;
  /** Sees every passage but those of this article: for them its topic is absent. */
  without(article: string): Principal;
  close(): Promise<void>;
}

const PASSAGES = 8;

/**
 * Permissions take an article away: each passage may be read by the group of every article but its own, and what a
 * person may not see changes nothing in what they get.
 */
export async function openAnswerWorld(set: AnswerSet): Promise<AnswerWorld> {
  const articles = [...new Set(set.passages.map(({ article }) => article))];
  const all = groupOf(articles.length);
  const world = await openSearchWorld(
    set.passages.map(({ article, text }, index) => ({
      name: String(index),
      groupIds: [all, ...articles.flatMap((other, at) => (other === article ? [] : [groupOf(at)]))],
      language: set.language,
      chunks: [text],
    })),
  );
  const random = seededRandom(5);
  return {
    deps: {
      database: world.deps.database,
      clock: systemClock,
      random,
      newId: createIdGenerator(systemClock, random),
      interactions: { save: async () => undefined, find: async () => null, visibleDocuments: async () => new Set() },
      search: (input) => searchPassages(world.deps, input),
      lexicalIndex: world.deps.lexicalIndex,
      generator: null,
    },
    everyone: benchPrincipal(benchGroup(1), all),
    without: (article) => benchPrincipal(benchGroup(1), groupOf(articles.indexOf(article))),
    close: world.close,
  };
}

function groupOf(number: number): Id {
  return `00000000-0000-7000-9000-${number.toString(16).padStart(12, '0')}`;
}

/** What the extractive answerer knows of one question: its ranked pieces and the evidence that they suffice. */
export async function examine({ deps }: AnswerWorld, set: AnswerSet, principal: Principal, question: string) {
  const scope = { principal, knowledgeBaseIds: null };
  const { passages } = await deps.search({ ...scope, query: question, limit: PASSAGES });
  const statistics = await deps.database.read(principal, (tx) =>
    deps.lexicalIndex.statistics(tx, scope, questionTerms(question)),
  );
  const analysed = analyseQuestion(question, set.language, statistics);
  const ranked = rankUnits(analysed, passages);
  return { passages, ranked, sufficiency: sufficiencyFeatures(analysed, passages, ranked) };
}
