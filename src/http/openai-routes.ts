/** `/v1/chat/completions` and `/v1/models`, for programs written for the OpenAI API. */

import type { OpenAPIHono } from '@hono/zod-openapi';
import type { AnswerUseCases, UseCases } from '#app/use-cases';
import type { AnswerView, AskRequest } from '#app/views/answer-views';
import { NotFoundError } from '#kernel/errors';
import { wholeAnswer } from './answer-routes.ts';
import { invalidRequest } from './error-response.ts';
import type { HttpDeps, HttpEnv } from './http-env.ts';
import { answerText, createMarkedText, usageOf } from './openai-answer.ts';
import { type ChatRequest, chatRequest, lastQuestion } from './openai-schema.ts';
import { eventStream, type ServerSentEvent } from './server-sent-events.ts';

/** Answers from everything that may be seen; `medida:NAME` from one knowledge base. */
const MODEL = 'medida';

export function openAiRoutes(api: OpenAPIHono<HttpEnv>, deps: HttpDeps): void {
  api.get('/models', async (c) => c.json({ object: 'list', data: await models(c.var.useCases) }, 200));
  api.get('/models/:id', async (c) => {
    const found = (await models(c.var.useCases)).find(({ id }) => id === c.req.param('id'));
    if (found === undefined) throw unknownModel();
    return c.json(found, 200);
  });
  api.post('/chat/completions', async (c) => {
    const parsed = chatRequest.safeParse(await c.req.json().catch(() => null));
    if (!parsed.success) throw invalidRequest(parsed.error.issues);
    const request = parsed.data;
    const asked = await toAsk(request, c.var.useCases);
    const head = {
      id: `chatcmpl-${c.var.requestId}`,
      created: Math.floor(deps.clock.now().getTime() / 1000),
      model: request.model ?? MODEL,
    };
    const { answers } = c.var.useCases;
    if (request.stream === true) {
      const usage = request.stream_options?.include_usage === true;
      return eventStream(c, deps, (signal) => chunks(answers, asked, head, usage, signal));
    }
    const answer = await wholeAnswer(answers, asked, c.req.raw.signal);
    const message = { role: 'assistant', content: answerText(answer), refusal: null };
    return c.json(
      {
        ...head,
        object: 'chat.completion',
        choices: [{ index: 0, message, logprobs: null, finish_reason: 'stop' }],
        usage: usageOf(answer),
        medida: answer,
      },
      200,
    );
  });
}

async function models(useCases: UseCases) {
  const bases = await useCases.knowledge.listBases();
  return [MODEL, ...bases.map(({ name }) => `${MODEL}:${name}`)].map((id) => ({
    id,
    object: 'model',
    created: 0,
    owned_by: 'medida',
  }));
}

async function toAsk(request: ChatRequest, useCases: UseCases): Promise<AskRequest> {
  const question = lastQuestion(request);
  const model = request.model ?? MODEL;
  if (model === MODEL) return { question };
  const known = await models(useCases);
  if (!known.some(({ id }) => id === model)) throw unknownModel();
  return { question, knowledgeBases: [model.slice(MODEL.length + 1)] };
}

interface Head {
  readonly id: string;
  readonly created: number;
  readonly model: string;
}

async function* chunks(
  answers: AnswerUseCases,
  request: AskRequest,
  head: Head,
  includeUsage: boolean,
  signal: AbortSignal,
): AsyncGenerator<ServerSentEvent> {
  const numbers = createMarkedText();
  const chunk = (delta: object, finish: string | null, extra: object = {}): ServerSentEvent => ({
    event: null,
    data: {
      ...head,
      object: 'chat.completion.chunk',
      choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
      ...extra,
    },
  });
  let answer: AnswerView | null = null;
  let written = '';
  for await (const event of answers.ask(request, signal)) {
    if (event.type === 'passages') yield chunk({ role: 'assistant', content: '' }, null);
    if (event.type === 'statement') {
      const text = `${written === '' ? '' : ' '}${numbers.mark(event.statement)}`;
      written += text;
      yield chunk({ content: text }, null);
    }
    if (event.type === 'done') answer = event.answer;
  }
  if (answer === null) return;
  const rest = written === '' ? answerText(answer) : numbers.sources(answer.language);
  if (rest !== '') yield chunk({ content: rest }, null);
  yield chunk({}, 'stop', { medida: answer });
  if (includeUsage) {
    yield {
      event: null,
      data: { ...head, object: 'chat.completion.chunk', choices: [], usage: usageOf(answer) },
    };
  }
  yield { event: null, data: '[DONE]' };
}

function unknownModel(): NotFoundError {
  return new NotFoundError({
    code: 'MODEL_NOT_FOUND',
    message: 'There is no such model here.',
    remedy: 'Use "medida", or "medida:NAME" with the name of a knowledge base; GET /v1/models lists them.',
  });
}
