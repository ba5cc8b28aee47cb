import type { Command } from 'commander';
import type { SearchRequest, SearchView } from '#app/views/answer-views';
import type { Language } from '#kernel/language';
import { questionNeeded } from './question-needed.ts';
import { type Register, repeated, wholeNumber } from './register.ts';
import { runBatch } from './run-batch.ts';
import { wordsOf } from './words.ts';

interface SearchOptions {
  knowledgeBase?: string[];
  limit?: number;
  explain?: boolean;
  file?: string;
}

export function searchCommand(program: Command, register: Register): void {
  const command = program
    .command('search')
    .description('find passages')
    .argument('[query...]', 'what to look for')
    .option('-k, --knowledge-base <name>', 'search only this knowledge base (repeatable)', repeated)
    .option('-n, --limit <number>', 'how many passages (1 to 50)', wholeNumber(1, 50))
    .option('--explain', 'include the trace of every stage')
    .option('--file <path>', 'queries as JSON Lines ({"id", "question"}); - for standard input');
  register(command, async (context, [words], options: SearchOptions) => {
    const query = (words as string[]).join(' ');
    if (options.file === undefined && query.trim() === '') throw questionNeeded();
    return context.withUseCases(async ({ useCases }) => {
      const search = (text: string) => useCases.answers.search(request(text, options), context.signal);
      if (options.file !== undefined) return runBatch(context, options.file, search);
      const found = await search(query);
      context.result(found, () => showPassages(found, context.language));
      return true;
    });
  });
}

function request(query: string, options: SearchOptions): SearchRequest {
  return {
    query,
    ...(options.knowledgeBase && { knowledgeBases: options.knowledgeBase }),
    ...(options.limit !== undefined && { limit: options.limit }),
    ...(options.explain && { explain: true }),
  };
}

function showPassages({ passages }: SearchView, language: Language): string {
  const words = wordsOf(language);
  if (passages.length === 0) return `${words.noPassages}\n`;
  return passages
    .map(({ title, document, page, version, score, text }, index) => {
      const place = page === null ? '' : `, ${words.page} ${page}`;
      const head = `${index + 1}. ${title}${place} (${document}, ${words.version}${version})  ${score.toFixed(2)}`;
      return `${head}\n${text.trim().replaceAll(/^/gm, '   ')}\n`;
    })
    .join('\n');
}
