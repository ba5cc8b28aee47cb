import type { Command } from 'commander';
import { Option } from 'commander';
import type { AnswerUseCases } from '#app/use-cases';
import type { AnswerView, AskRequest } from '#app/views/answer-views';
import { createCitationNumbers } from '#app/views/citation-numbers';
import type { Language } from '#kernel/language';
import type { CommandContext } from './command-deps.ts';
import { questionNeeded } from './question-needed.ts';
import { type Register, repeated } from './register.ts';
import { runBatch } from './run-batch.ts';
import { wordsOf } from './words.ts';

interface AskOptions {
  knowledgeBase?: string[];
  mode?: AskRequest['mode'];
  unsupported?: AskRequest['unsupported'];
  explain?: boolean;
  file?: string;
}

export function askCommand(program: Command, register: Register): void {
  const command = program
    .command('ask')
    .description('ask a question and get an answer with its sources')
    .argument('[question...]', 'the question')
    .option('-k, --knowledge-base <name>', 'ask only this knowledge base (repeatable)', repeated)
    .addOption(new Option('--mode <mode>', 'how to answer').choices(['auto', 'extractive', 'generative']))
    .addOption(new Option('--unsupported <policy>', 'unsupported statements').choices(['mark', 'drop', 'refuse']))
    .option('--explain', 'include the trace of every stage')
    .option('--file <path>', 'questions as JSON Lines ({"id", "question"}); - for standard input');
  register(command, async (context, [words], options: AskOptions) => {
    const question = (words as string[]).join(' ');
    if (options.file === undefined && question.trim() === '') throw questionNeeded();
    return context.withUseCases(async ({ useCases }) => {
      const { file } = options;
      const answer = (text: string) => ask(useCases.answers, request(text, options), context.signal);
      if (file !== undefined) return runBatch(context, file, answer);
      const result = await answer(question);
      context.result(result, () => showAnswer(result, context.language));
      return true;
    });
  });
}

function request(question: string, options: AskOptions): AskRequest {
  return {
    question,
    ...(options.knowledgeBase && { knowledgeBases: options.knowledgeBase }),
    ...(options.mode && { mode: options.mode }),
    ...(options.unsupported && { unsupported: options.unsupported }),
    ...(options.explain && { explain: true }),
  };
}

async function ask(
  answers: Pick<AnswerUseCases, 'ask'>,
  asked: AskRequest,
  signal: CommandContext['signal'],
): Promise<AnswerView> {
  let answer: AnswerView | null = null;
  for await (const event of answers.ask(asked, signal)) if (event.type === 'done') answer = event.answer;
  if (answer === null) throw new Error('an answer ended without its last event');
  return answer;
}

export function showAnswer(answer: AnswerView, language: Language): string {
  const words = wordsOf(language);
  const { numberOf, cited } = createCitationNumbers();
  const lines = answer.statements.map(({ text, support, citations }) => {
    const marks = citations.map((citation) => `[${numberOf(citation)}]`).join('');
    return `${text}${support === 'unsupported' ? ` (${words.unsupported})` : ''} ${marks}`.trimEnd();
  });
  const place = (one: { title: string; page: number | null; document: string; version: number }) =>
    `${one.title}${one.page === null ? '' : `, ${words.page} ${one.page}`} (${one.document}, ${words.version}${one.version})`;
  const parts = [answer.abstained ? answer.answer : lines.join('\n')];
  if (cited.length > 0) {
    parts.push(`${words.sources}:\n${cited.map((citation, index) => `[${index + 1}] ${place(citation)}`).join('\n')}`);
  }
  if (answer.nearest && answer.nearest.length > 0) {
    parts.push(`${words.nearest}:\n${answer.nearest.map((passage) => `· ${place(passage)}`).join('\n')}`);
  }
  if (answer.usage.degraded !== undefined) parts.push(`${words.degraded}: ${answer.usage.degraded}`);
  return `${parts.join('\n\n')}\n`;
}
