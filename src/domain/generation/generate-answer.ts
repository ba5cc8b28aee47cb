/** The answerer that asks a language model, and believes nothing that it says before it was checked. */

import type { Passage } from '#domain/retrieval/index';
import type { Clock } from '#kernel/clock';
import type { Json } from '#kernel/json';
import type { Language } from '#kernel/language';
import type { Random } from '#kernel/random';
import { admitsIgnorance } from './abstention.ts';
import type { AbstentionReason, Statement, UnsupportedPolicy } from './answer.ts';
import type { Generator } from './answer-deps.ts';
import { SUPPORT_CHECKER } from './check-support.ts';
import type { MarkedText } from './citation-marks.ts';
import { modelFailure, modelSaidNothing } from './errors.ts';
import { prepareForCheck } from './evidence-window.ts';
import { type ModelOutcome, modelText } from './model-text.ts';
import { PROMPT, type RenderedPrompt, renderPrompt } from './prompt.ts';
import { createStatementReader } from './read-statements.ts';
import { type VerifiedStatement, verifyStatement } from './verify-statement.ts';

export interface GenerateInput {
  readonly generator: Generator;
  readonly question: string;
  readonly language: Language;
  readonly passages: readonly Passage[];
  readonly unsupported: UnsupportedPolicy;
  readonly clock: Clock;
  readonly random: Random;
  readonly signal: AbortSignal;
}

export interface GeneratedEnd {
  /** Null when there is an answer. */
  readonly reason: AbstentionReason | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly incomplete: string | null;
  /** For the trace: counts of statements by outcome. */
  readonly facts: { readonly [name: string]: Json };
}

/** A model that says the same thing this often has lost its way. */
const MOST_REPETITIONS = 2;

/**
 * Yields verified statements as they are completed; with policy `refuse` only when all of them are supported.
 * A failure of the server after the first statement ends the answer as incomplete; before it, it is thrown.
 * @throws ProviderError see `modelText`, and `MODEL_SAID_NOTHING`
 */
export async function* generateAnswer(input: GenerateInput): AsyncGenerator<Statement, GeneratedEnd> {
  const held: Statement[] = [];
  const prompt = renderPrompt({ ...input, characters: input.generator.limits.promptCharacters });
  const judge = createJudge(input.passages.slice(0, prompt.passages), input.unsupported);
  const source = completedStatements(input, prompt);
  for (;;) {
    const next = await source.next();
    if (next.done) {
      const refused = input.unsupported === 'refuse' && judge.counts.unsupported > 0;
      if (!refused) yield* held;
      return conclude(next.value, judge, refused);
    }
    const verdict = judge.consider(next.value);
    if (verdict === 'stop') {
      await source.return(STOPPED);
      return conclude(STOPPED, judge, false);
    }
    if (typeof verdict !== 'object') continue;
    if (input.unsupported === 'refuse') held.push(verdict);
    else yield verdict;
  }
}

interface SourceEnd {
  /** Null when reading was stopped before the model's own end. */
  readonly outcome: ModelOutcome | null;
  readonly incomplete: string | null;
}

const STOPPED: SourceEnd = { outcome: null, incomplete: null };

/** The model's statements, each as soon as it is whole; what a cut leaves unfinished is thrown away. */
async function* completedStatements(
  input: GenerateInput,
  prompt: RenderedPrompt,
): AsyncGenerator<MarkedText, SourceEnd> {
  const { generator, clock, signal } = input;
  const { limits, model } = generator;
  const reader = createStatementReader(input.language);
  const text = modelText({ model, prompt, limits, clock, signal });
  const repetitions = createRepetitionCount();
  let characters = 0;
  try {
    for (;;) {
      const next = await text.next();
      if (next.done) {
        yield* repetitions.fresh(next.value.end === 'length' ? reader.abandon() : reader.end());
        if (repetitions.distinct() === 0) throw modelSaidNothing();
        return { outcome: next.value, incomplete: next.value.end === 'stop' ? null : `ended-${next.value.end}` };
      }
      characters += next.value.length;
      yield* repetitions.fresh(reader.push(next.value));
      const endless = characters > limits.maxOutputCharacters;
      if (endless && repetitions.distinct() === 0) throw modelSaidNothing();
      if (endless || repetitions.most() > MOST_REPETITIONS) {
        return { outcome: null, incomplete: endless ? 'too-long' : 'repetition' };
      }
    }
  } catch (error) {
    signal.throwIfAborted();
    yield* repetitions.fresh(reader.abandon());
    if (repetitions.distinct() === 0) throw modelFailure(error);
    return { outcome: null, incomplete: modelFailure(error).code };
  } finally {
    await text.return({ end: 'unknown', inputTokens: null, outputTokens: null });
  }
}

/** Lets each statement through once and counts how often it came. */
function createRepetitionCount() {
  const seen = new Map<string, number>();
  return {
    fresh: (statements: readonly MarkedText[]): readonly MarkedText[] =>
      statements.filter(({ text }) => {
        const times = (seen.get(text) ?? 0) + 1;
        seen.set(text, times);
        return times === 1;
      }),
    distinct: () => seen.size,
    most: () => Math.max(0, ...seen.values()),
  };
}

interface Judge {
  readonly counts: { supported: number; unsupported: number; ignorance: number; failures: Record<string, number> };
  /** A statement to say; `silent` when it is not to be said; `stop` when the model admits that it does not know. */
  consider(marked: MarkedText): Statement | 'silent' | 'stop';
  /** Statements to say so far. */
  said(): number;
}

function createJudge(passages: readonly Passage[], unsupported: UnsupportedPolicy): Judge {
  const checked = passages.map(prepareForCheck);
  const counts: Judge['counts'] = { supported: 0, unsupported: 0, ignorance: 0, failures: {} };
  const note = ({ failure }: VerifiedStatement) => {
    if (failure === null) counts.supported += 1;
    else {
      counts.unsupported += 1;
      counts.failures[failure] = (counts.failures[failure] ?? 0) + 1;
    }
  };
  return {
    counts,
    said: () => counts.supported + (unsupported === 'drop' ? 0 : counts.unsupported),
    consider: (marked) => {
      const verified = verifyStatement(marked, checked);
      if (verified.failure !== null && admitsIgnorance(marked.text)) {
        counts.ignorance += 1;
        return counts.supported + counts.unsupported === 0 ? 'stop' : 'silent';
      }
      note(verified);
      return verified.failure !== null && unsupported === 'drop' ? 'silent' : verified.statement;
    },
  };
}

function conclude({ outcome, incomplete }: SourceEnd, { counts, said }: Judge, refused: boolean): GeneratedEnd {
  const { supported, unsupported, ignorance, failures } = counts;
  const silent: AbstentionReason = unsupported > 0 ? 'unsupported-answer' : 'insufficient-evidence';
  return {
    reason: refused || said() === 0 ? silent : null,
    inputTokens: outcome?.inputTokens ?? null,
    outputTokens: outcome?.outputTokens ?? null,
    incomplete,
    facts: { prompt: PROMPT, checker: SUPPORT_CHECKER, supported, unsupported, ignorance, failures },
  };
}
