/** Searching, asking and judging answers as one principal. */

import { type GiveFeedbackDeps, giveFeedback, listFeedback } from '#domain/feedback/index';
import {
  type AnswerDeps,
  type AnswerMode,
  answerQuestion,
  findInteraction,
  type UnsupportedPolicy,
} from '#domain/generation/index';
import { resolveKnowledgeBase } from '#domain/knowledge/index';
import { type SearchDeps, searchPassages } from '#domain/retrieval/index';
import type { Id } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import type { Channel } from '../medida-door.ts';
import type { AnswerUseCases } from '../use-cases.ts';
import type { AnswerEventView, AskRequest } from '../views/answer-views.ts';
import type { KnowledgeParts } from './knowledge-as.ts';
import { viewAnswer, viewPassage, viewSearch, viewStatement } from './view-answer.ts';

export interface AnswerParts extends KnowledgeParts {
  readonly search: SearchDeps;
  readonly answers: AnswerDeps;
  readonly feedback: GiveFeedbackDeps;
  readonly defaults: { readonly mode: AnswerMode; readonly unsupported: UnsupportedPolicy };
}

const DEFAULT_LIMIT = 10;

export function answersAs(parts: AnswerParts, principal: Principal, channel: Channel): AnswerUseCases {
  return {
    async search({ query, knowledgeBases, limit, explain }, signal) {
      const knowledgeBaseIds = await resolve(parts, principal, knowledgeBases);
      const result = await searchPassages(parts.search, {
        ...{ principal, query, knowledgeBaseIds },
        limit: limit ?? DEFAULT_LIMIT,
        ...(signal && { signal }),
      });
      return viewSearch(result, explain === true);
    },
    ask: (request, signal) => ask(parts, principal, channel, request, signal),
    async findInteraction(id) {
      const found = await findInteraction(parts.answers, principal, id);
      const { askedAt, channel: asked, withheld, answer } = found;
      return { id, askedAt: askedAt.toISOString(), channel: asked, withheld, answer: viewAnswer(answer, true) };
    },
    async giveFeedback(interactionId, request) {
      const { id } = await giveFeedback(parts.feedback, { principal, interactionId, ...request });
      return { id };
    },
    async listFeedback(interactionId) {
      const given = await listFeedback(parts.feedback, { principal, interactionId });
      return given.map(({ workspaceId: _, interactionId: __, givenAt, ...said }) => ({
        ...said,
        givenAt: givenAt.toISOString(),
      }));
    },
  };
}

async function* ask(
  parts: AnswerParts,
  principal: Principal,
  channel: Channel,
  request: AskRequest,
  signal?: AbortSignal,
): AsyncGenerator<AnswerEventView> {
  const events = answerQuestion(parts.answers, {
    ...{ principal, channel, question: request.question },
    knowledgeBaseIds: await resolve(parts, principal, request.knowledgeBases),
    mode: request.mode ?? parts.defaults.mode,
    unsupported: request.unsupported ?? parts.defaults.unsupported,
    ...(signal && { signal }),
  });
  for await (const event of events) {
    if (event.type === 'passages') yield { type: 'passages', passages: event.passages.map(viewPassage) };
    if (event.type === 'statement') {
      yield { type: 'statement', index: event.index, statement: viewStatement(event.statement) };
    }
    if (event.type === 'done') yield { type: 'done', answer: viewAnswer(event.answer, request.explain === true) };
  }
}

/** Null where none is named: everything that may be seen. @throws NotFoundError `KNOWLEDGE_BASE_NOT_FOUND` */
async function resolve(
  { knowledge }: KnowledgeParts,
  principal: Principal,
  names: readonly string[] | undefined,
): Promise<readonly Id[] | null> {
  if (names === undefined || names.length === 0) return null;
  const ids: Id[] = [];
  for (const name of names) ids.push((await resolveKnowledgeBase(knowledge, { principal, knowledgeBase: name })).id);
  return ids;
}
