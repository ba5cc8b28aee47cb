/** Searching, asking, and saying what an answer was worth. */

import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { AnswerUseCases } from '#app/use-cases';
import type { AnswerView, AskRequest } from '#app/views/answer-views';
import {
  answerEventsView,
  answerView,
  askRequest,
  feedbackRequest,
  feedbackView,
  givenFeedbackView,
  interactionView,
  searchRequest,
  searchView,
} from '#app/views/answer-views';
import type { HttpDeps, HttpEnv } from './http-env.ts';
import { failed, idParam, json, jsonBody, listOf, whole } from './route-parts.ts';
import { eventStream, type ServerSentEvent } from './server-sent-events.ts';

const tags = ['Answers'];

const search = createRoute({
  method: 'post',
  path: '/search',
  tags,
  summary: 'Find passages',
  request: jsonBody(searchRequest),
  responses: { 200: json(searchView, 'Passages, best first'), default: failed },
});

const ask = createRoute({
  method: 'post',
  path: '/answers',
  tags,
  summary: 'Ask a question',
  description:
    'With `Accept: text/event-stream` the answer comes as events: `passages`, one `statement` each time one was verified, then `done` or `error`.',
  request: jsonBody(askRequest),
  responses: {
    200: {
      description: 'The answer',
      content: { 'application/json': { schema: answerView }, 'text/event-stream': { schema: answerEventsView } },
    },
    default: failed,
  },
});

const interaction = createRoute({
  method: 'get',
  path: '/interactions/{id}',
  tags,
  summary: 'Show a recorded answer',
  request: { params: idParam },
  responses: { 200: json(interactionView, 'The interaction'), default: failed },
});

const feedback = createRoute({
  method: 'post',
  path: '/interactions/{id}/feedback',
  tags,
  summary: 'Say what an answer was worth',
  request: { params: idParam, ...jsonBody(feedbackRequest) },
  responses: { 201: json(feedbackView, 'Recorded'), default: failed },
});

const givenFeedback = createRoute({
  method: 'get',
  path: '/interactions/{id}/feedback',
  tags,
  summary: 'What people said of an answer',
  request: { params: idParam },
  responses: { 200: json(listOf(givenFeedbackView), 'In order of giving'), default: failed },
});

export function answerRoutes(api: OpenAPIHono<HttpEnv>, deps: HttpDeps): void {
  api.openapi(search, async (c) =>
    c.json(await c.var.useCases.answers.search(c.req.valid('json'), c.req.raw.signal), 200),
  );
  api.openapi(ask, async (c) => {
    const { answers } = c.var.useCases;
    const request = c.req.valid('json');
    if (c.req.header('accept')?.includes('text/event-stream')) {
      return eventStream(c, deps, (signal) => answerEvents(answers, request, signal));
    }
    return c.json(await wholeAnswer(answers, request, c.req.raw.signal), 200);
  });
  api.openapi(interaction, async (c) =>
    c.json(await c.var.useCases.answers.findInteraction(c.req.valid('param').id), 200),
  );
  api.openapi(feedback, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await c.var.useCases.answers.giveFeedback(id, c.req.valid('json')), 201);
  });
  api.openapi(givenFeedback, async (c) =>
    c.json(whole(await c.var.useCases.answers.listFeedback(c.req.valid('param').id)), 200),
  );
}

async function* answerEvents(
  answers: AnswerUseCases,
  request: AskRequest,
  signal: AbortSignal,
): AsyncGenerator<ServerSentEvent> {
  for await (const { type, ...data } of answers.ask(request, signal)) yield { event: type, data };
}

/** Runs an answer to its end. */
export async function wholeAnswer(
  answers: AnswerUseCases,
  request: AskRequest,
  signal: AbortSignal,
): Promise<AnswerView> {
  let done: AnswerView | null = null;
  for await (const event of answers.ask(request, signal)) if (event.type === 'done') done = event.answer;
  if (done === null) throw new Error('an answer ended without its last event');
  return done;
}
