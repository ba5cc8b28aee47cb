/** A question to an answer: search, answer by model or by quotation, record, done. */

import { require } from '#domain/access/index';
import { detectLanguage } from '#domain/language/index';
import { type Passage, readQuestion, type SearchResult, type TraceStage } from '#domain/retrieval/index';
import { reportError } from '#kernel/errors';
import type { Language } from '#kernel/language';
import { abstentionSentence } from './abstention.ts';
import type { AbstentionReason, Answer, AnswerEvent, AnswerMode, AnswerUsage, Statement } from './answer.ts';
import type { AnswerDeps, AnswerInput, Generator } from './answer-deps.ts';
import { modelFailure, modelNotConfigured } from './errors.ts';
import { exactPages } from './exact-pages.ts';
import { extractAnswer } from './extract-answer.ts';
import { generateAnswer } from './generate-answer.ts';
import { analyseQuestion, questionTerms } from './question-terms.ts';
import { recordInteraction } from './record-interaction.ts';
import { READ } from './withhold-unseen.ts';

/** Passages that an answer is made from, and that are shown when there is none. */
const PASSAGES = 8;
const NEAREST = 3;

/** An answer in the making, shared by both answerers. */
interface Attempt {
  readonly question: string;
  readonly language: Language;
  readonly found: SearchResult;
  /** Those found that may be answered from. */
  readonly passages: readonly Passage[];
  readonly signal: AbortSignal;
}

/** What either answerer ends with. */
interface Outcome {
  readonly reason: AbstentionReason | null;
  readonly usage: AnswerUsage;
  readonly trace: readonly TraceStage[];
}

/**
 * Events in order: `passages`, each `statement` once it was verified, `done` after the interaction was recorded.
 * Whatever leaves here is recorded: an answer that its asker stops, or that fails, after the first event is kept with
 * the statements so far and `usage.incomplete`.
 * @throws InputError `QUESTION_EMPTY`, `QUESTION_TOO_LONG`, `QUESTION_NOT_TEXT`
 * @throws PolicyError `NOT_PERMITTED`, `MODEL_NOT_CONFIGURED`
 * @throws ProviderError when the model's server fails before the first statement and answering extractively is not allowed
 */
export async function* answerQuestion(deps: AnswerDeps, input: AnswerInput): AsyncGenerator<AnswerEvent> {
  require(input.principal, 'question.ask');
  const question = readQuestion(input.question);
  const generator = chooseGenerator(deps, input.mode);
  const signal = input.signal ?? new AbortController().signal;
  const started = deps.clock.monotonic();
  const { language } = detectLanguage(question);
  const { principal, knowledgeBaseIds } = input;
  const found = await deps.search({ principal, query: question, knowledgeBaseIds, limit: PASSAGES });
  signal.throwIfAborted();

  const attempt: Attempt = { question, language, found, passages: inForce(found.passages), signal };
  const statements: Statement[] = [];
  const conclude = (outcome: Outcome) =>
    makeAnswer(deps, attempt, statements, outcome, (deps.clock.monotonic() - started) / 1000);
  // Nobody takes what follows a `return()`, so until something else is known the answer counts as broken off by it.
  let ending: Ending = { whole: false, why: CANCELLED };
  try {
    yield { type: 'passages', passages: found.passages };
    const answering = answer(deps, input, attempt, generator);
    let next = await answering.next();
    while (!next.done) {
      signal.throwIfAborted();
      const statement = await exactPages(deps, principal, next.value, found.passages);
      statements.push(statement);
      yield { type: 'statement', index: statements.length - 1, statement };
      next = await answering.next();
    }
    signal.throwIfAborted();
    ending = { whole: true };
    const made = conclude(next.value);
    await recordInteraction(deps, input, made);
    yield { type: 'done', answer: made };
  } catch (error) {
    if (!signal.aborted && !ending.whole) ending = { whole: false, why: reportError(error).code };
    throw error;
  } finally {
    if (!ending.whole) await recordInteraction(deps, input, conclude(brokenOff(generator, ending.why)));
  }
}

/** What stands in `usage.incomplete` of an answer whose asker went away. */
const CANCELLED = 'cancelled';

type Ending = { readonly whole: true } | { readonly whole: false; readonly why: string };

function brokenOff(generator: Generator | null, incomplete: string): Outcome {
  return { reason: null, usage: { ...usageOf(generator?.name ?? 'extractive'), incomplete }, trace: [] };
}

function chooseGenerator({ generator }: AnswerDeps, mode: AnswerMode): Generator | null {
  if (mode === 'extractive') return null;
  if (mode === 'generative' && generator === null) throw modelNotConfigured();
  return generator;
}

async function* answer(
  deps: AnswerDeps,
  input: AnswerInput,
  attempt: Attempt,
  generator: Generator | null,
): AsyncGenerator<Statement, Outcome> {
  if (attempt.found.passages.length === 0) {
    return { reason: 'nothing-found', usage: usageOf(generator?.name ?? 'extractive'), trace: [] };
  }
  if (generator === null) return yield* extract(deps, input, attempt, null);
  let said = 0;
  try {
    const generating = generate(deps, input, attempt, generator);
    let next = await generating.next();
    for (; !next.done; next = await generating.next()) {
      said += 1;
      yield next.value;
    }
    return next.value;
  } catch (error) {
    attempt.signal.throwIfAborted();
    if (said > 0 || !generator.allowDegraded) throw error;
    return yield* extract(deps, input, attempt, modelFailure(error).code);
  }
}

async function* generate(
  deps: AnswerDeps,
  input: AnswerInput,
  { question, language, passages, signal }: Attempt,
  generator: Generator,
): AsyncGenerator<Statement, Outcome> {
  const started = deps.clock.monotonic();
  const { clock, random } = deps;
  const { unsupported } = input;
  const end = yield* generateAnswer({
    generator,
    question,
    language,
    passages,
    unsupported,
    clock,
    random,
    signal,
  });
  const milliseconds = deps.clock.monotonic() - started;
  return {
    reason: end.reason,
    usage: {
      model: generator.name,
      inputTokens: end.inputTokens,
      outputTokens: end.outputTokens,
      ...(end.incomplete === null ? {} : { incomplete: end.incomplete }),
    },
    trace: [{ stage: 'generate', milliseconds, facts: { model: generator.name, ...end.facts } }],
  };
}

async function* extract(
  deps: AnswerDeps,
  { principal, knowledgeBaseIds }: AnswerInput,
  { question, language, passages }: Attempt,
  degraded: string | null,
): AsyncGenerator<Statement, Outcome> {
  const started = deps.clock.monotonic();
  const statistics = await deps.database.read(principal, (tx) =>
    deps.lexicalIndex.statistics(tx, { principal, knowledgeBaseIds }, questionTerms(question)),
  );
  const analysed = analyseQuestion(question, language, statistics);
  const { statements, sufficiency, ranked } = extractAnswer(analysed, passages);
  yield* statements;
  const best = ranked.slice(0, 5).map(({ unit, probability }) => ({
    document: passages[unit.passage]?.document ?? '',
    start: (passages[unit.passage]?.start ?? 0) + unit.start,
    probability: rounded(probability),
  }));
  const facts = { expects: analysed.expectation, sufficiency: rounded(sufficiency), best };
  return {
    reason: statements.length === 0 ? 'insufficient-evidence' : null,
    usage: { ...usageOf('extractive'), ...(degraded === null ? {} : { degraded }) },
    trace: [{ stage: 'extract', milliseconds: deps.clock.monotonic() - started, facts }],
  };
}

function makeAnswer(
  deps: AnswerDeps,
  { question, language, found }: Attempt,
  statements: readonly Statement[],
  { reason, usage, trace }: Outcome,
  seconds: number,
): Answer {
  return {
    id: deps.newId(),
    question,
    language,
    abstained: reason !== null,
    reason,
    answer: reason === null ? statements.map(({ text }) => text).join('\n') : abstentionSentence(language, reason),
    statements,
    nearest: reason === null ? [] : found.passages.slice(0, NEAREST),
    usage,
    seconds,
    indexVersion: found.indexVersion,
    trace: [...found.trace, documentsRead(found), ...trace],
  };
}

/** A passage whose document was replaced must not contradict the one that took its place. */
function inForce(passages: readonly Passage[]): readonly Passage[] {
  const shown = new Set(passages.map(({ documentId }) => documentId));
  return passages.filter(({ supersededBy }) => supersededBy === undefined || !shown.has(supersededBy));
}

/** All that the answer may hold words of, cited or not: who reads the record later must be allowed to see it all. */
function documentsRead({ passages }: SearchResult): TraceStage {
  const documents = [...new Set(passages.map(({ documentId }) => documentId))];
  return { stage: READ, milliseconds: 0, facts: { documents } };
}

function usageOf(model: string): AnswerUsage {
  return { model, inputTokens: null, outputTokens: null };
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
