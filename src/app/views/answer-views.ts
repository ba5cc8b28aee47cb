/** Searches, answers and feedback as they look outside: the same for the API and the command line. */

import { z } from 'zod';

const offset = z.int().nonnegative();
const knowledgeBases = z.array(z.string().min(1).max(100)).max(100);

export const traceStageView = z
  .object({ stage: z.string(), milliseconds: z.number(), facts: z.record(z.string(), z.unknown()) })
  .meta({ id: 'TraceStage' });

export const passageView = z
  .object({
    documentId: z.string(),
    document: z.string(),
    title: z.string(),
    version: offset,
    page: offset.nullable(),
    /** Half-open range of UTF-16 code units in the stored text of that version. */
    start: offset,
    end: offset,
    /** Comparable inside one search only. */
    score: z.number(),
    text: z.string(),
    headings: z.array(z.string()),
  })
  .meta({ id: 'Passage' });
export type PassageView = z.infer<typeof passageView>;

export const searchRequest = z
  .object({
    query: z.string(),
    knowledgeBases: knowledgeBases.optional(),
    limit: z.int().min(1).max(50).optional(),
    explain: z.boolean().optional(),
  })
  .meta({ id: 'SearchRequest' });
export type SearchRequest = z.infer<typeof searchRequest>;

export const searchView = z
  .object({
    schema: z.literal('medida.search/1'),
    query: z.string(),
    language: z.enum(['es', 'en']),
    passages: z.array(passageView),
    indexVersion: offset,
    trace: z.array(traceStageView).optional(),
  })
  .meta({ id: 'Search' });
export type SearchView = z.infer<typeof searchView>;

export const citationView = z
  .object({
    documentId: z.string(),
    document: z.string(),
    title: z.string(),
    version: offset,
    page: offset.nullable(),
    start: offset,
    end: offset,
    /** Exactly the stored text at that range. */
    quote: z.string(),
  })
  .meta({ id: 'Citation' });
export type CitationView = z.infer<typeof citationView>;

export const statementView = z
  .object({
    text: z.string(),
    support: z.enum(['quoted', 'supported', 'unsupported']),
    citations: z.array(citationView),
  })
  .meta({ id: 'Statement' });
export type StatementView = z.infer<typeof statementView>;

/** A passage that came closest to a question that the documents do not answer; never called a source. */
export const nearestView = passageView.omit({ score: true, headings: true }).meta({ id: 'Nearest' });

export const askRequest = z
  .object({
    question: z.string(),
    knowledgeBases: knowledgeBases.optional(),
    mode: z.enum(['auto', 'extractive', 'generative']).optional(),
    unsupported: z.enum(['mark', 'drop', 'refuse']).optional(),
    explain: z.boolean().optional(),
  })
  .meta({ id: 'AskRequest' });
export type AskRequest = z.infer<typeof askRequest>;

export const answerView = z
  .object({
    schema: z.literal('medida.ask/1'),
    /** Also the id of the recorded interaction. */
    id: z.string(),
    question: z.string(),
    language: z.enum(['es', 'en']),
    abstained: z.boolean(),
    reason: z.string().nullable(),
    answer: z.string(),
    statements: z.array(statementView),
    nearest: z.array(nearestView).optional(),
    usage: z.object({
      model: z.string(),
      inputTokens: offset.nullable(),
      outputTokens: offset.nullable(),
      /** Set when the configured model was down and the extractive answerer stood in. */
      degraded: z.string().optional(),
      /** Set when the model's output broke off or was stopped; what was unfinished is left out. */
      incomplete: z.string().optional(),
    }),
    seconds: z.number(),
    indexVersion: offset,
    trace: z.array(traceStageView).optional(),
  })
  .meta({ id: 'Answer' });
export type AnswerView = z.infer<typeof answerView>;

/** Server-sent events of an answer in the making; the event's name is the key. */
export const answerEventsView = z
  .object({
    passages: z.object({ passages: z.array(passageView) }),
    statement: z.object({ index: offset, statement: statementView }),
    done: z.object({ answer: answerView }),
  })
  .meta({ id: 'AnswerEvents' });

export type AnswerEventView =
  | { readonly type: 'passages'; readonly passages: PassageView[] }
  | { readonly type: 'statement'; readonly index: number; readonly statement: StatementView }
  | { readonly type: 'done'; readonly answer: AnswerView };

export const interactionView = z
  .object({
    id: z.string(),
    askedAt: z.iso.datetime(),
    channel: z.enum(['web', 'api', 'cli', 'openai']),
    /** Parts that rest on documents which the reader may not see now, or which are gone, were left out. */
    withheld: z.boolean(),
    answer: answerView,
  })
  .meta({ id: 'Interaction' });
export type InteractionView = z.infer<typeof interactionView>;

export const feedbackRequest = z
  .object({
    rating: z.enum(['up', 'down']).optional(),
    reason: z.enum(['wrong', 'incomplete', 'outdated', 'bad-citation', 'not-answered', 'tone', 'other']).optional(),
    comment: z.string().max(5000).optional(),
    correction: z.string().max(20_000).optional(),
  })
  .meta({ id: 'FeedbackRequest' });
export type FeedbackRequest = z.infer<typeof feedbackRequest>;

export const feedbackView = z.object({ id: z.string() }).meta({ id: 'FeedbackGiven' });
export type FeedbackView = z.infer<typeof feedbackView>;

export const givenFeedbackView = z
  .object({
    id: z.string(),
    /** Kind and id: `account:…` or `key:…`. */
    givenBy: z.string(),
    givenAt: z.iso.datetime(),
    rating: feedbackRequest.shape.rating.unwrap().nullable(),
    reason: feedbackRequest.shape.reason.unwrap().nullable(),
    comment: z.string().nullable(),
    correction: z.string().nullable(),
  })
  .meta({ id: 'Feedback' });
export type GivenFeedbackView = z.infer<typeof givenFeedbackView>;
