import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import type { CommandUseCases } from '#app/use-cases';
import type { IngestReportView, IngestRequest, PlanView } from '#app/views/knowledge-views';
import { MedidaError } from '#kernel/errors';
import type { Language } from '#kernel/language';
import type { CommandContext } from './command-deps.ts';
import { type Register, repeated } from './register.ts';
import { errorWords } from './show-error.ts';
import { progressLine } from './show-progress.ts';
import { wordsOf } from './words.ts';

interface IngestOptions {
  knowledgeBase: string;
  dryRun?: boolean;
  removeMissing?: boolean;
  retryFailed?: boolean;
  group?: string[];
  yes?: boolean;
}

export function ingestCommand(program: Command, register: Register): void {
  const command = program
    .command('ingest')
    .description('read a file or folder into a knowledge base; only what changed is read again')
    .argument('<path>', 'a file or a folder')
    .option('-k, --knowledge-base <name>', 'the knowledge base; made when there is none of this name', 'documents')
    .option('--dry-run', 'show what would be done and change nothing')
    .option('--remove-missing', 'remove documents whose files are gone')
    .option('--retry-failed', 'read documents again that could not be read before')
    .option('--group <name>', 'a group that may see the documents (repeatable)', repeated)
    .option('-y, --yes', 'do not ask before removing');
  register(command, async (context, [path], options: IngestOptions) =>
    context.withUseCases(async ({ useCases }) => {
      const request = { path: resolve(String(path)), ...requested(options) };
      if (options.dryRun === true) {
        const plan = await planned(context, useCases, options.knowledgeBase, { ...request, assumed: true });
        context.result({ schema: 'medida.plan/1', knowledgeBase: options.knowledgeBase, ...plan }, () =>
          showPlan(plan, context.language),
        );
        return true;
      }
      await ensureKnowledgeBase(context, useCases, options, request);
      if (!(await removalAccepted(context, useCases, options, request))) return false;
      const report = await ingested(context, useCases, options.knowledgeBase, request);
      context.result(report, () => showReport(report, context.language));
      return report.failed.length === 0;
    }),
  );
}

function requested(options: IngestOptions): Omit<IngestRequest, 'path'> {
  return {
    ...(options.removeMissing && { removeMissing: true }),
    ...(options.retryFailed && { retryFailed: true }),
    ...(options.group && { groups: options.group }),
  };
}

/** One that is not there is made, once it is known that there is something to read for it. */
async function ensureKnowledgeBase(
  context: CommandContext,
  useCases: CommandUseCases,
  { knowledgeBase }: IngestOptions,
  request: IngestRequest,
): Promise<void> {
  const bases = await useCases.knowledge.listBases();
  if (bases.some(({ id, name }) => id === knowledgeBase || name === knowledgeBase)) return;
  await planned(context, useCases, knowledgeBase, { ...request, assumed: true });
  await useCases.knowledge.createBase({ name: knowledgeBase }).catch((error: unknown) => {
    // Made meanwhile, or there but not visible: the ingestion itself says which.
    if (!MedidaError.isInstance(error) || error.code !== 'NAME_TAKEN') throw error;
  });
}

async function removalAccepted(
  context: CommandContext,
  useCases: CommandUseCases,
  options: IngestOptions,
  request: IngestRequest,
): Promise<boolean> {
  if (!options.removeMissing || options.yes || !context.terminal.interactive) return true;
  const plan = await planned(context, useCases, options.knowledgeBase, request);
  if (plan.removed.length === 0) return true;
  context.terminal.note(showPlan(plan, context.language));
  if (await context.terminal.confirm(wordsOf(context.language).confirmRemoval)) return true;
  context.terminal.note(`${wordsOf(context.language).nothingDone}\n`);
  return false;
}

async function planned(context: CommandContext, useCases: CommandUseCases, name: string, request: IngestRequest) {
  const line = progressLine(context.terminal, context.language);
  try {
    return await useCases.knowledge.planPath(name, request, { signal: context.signal, report: line.report });
  } finally {
    line.end();
  }
}

async function ingested(context: CommandContext, useCases: CommandUseCases, name: string, request: IngestRequest) {
  const line = progressLine(context.terminal, context.language);
  try {
    return await useCases.knowledge.ingestPath(name, request, { signal: context.signal, report: line.report });
  } finally {
    line.end();
  }
}

function showPlan(plan: PlanView, language: Language): string {
  const words = wordsOf(language);
  const lists = [
    ['+', words.added, plan.added],
    ['~', words.changed, plan.changed],
    ['!', words.retried, plan.retried],
    ['-', words.removed, plan.removed],
  ] as const;
  const items = lists.flatMap(([mark, , list]) => list.map(({ document }) => `  ${mark} ${document}`));
  const refused = plan.refused.map((file) => `  × ${file.document}: ${errorWords(file, language).message}`);
  const counts = lists.map(([, word, list]) => `${list.length} ${word}`);
  const sum = [...counts, `${plan.unchanged} ${words.unchanged}`, `${plan.refused.length} ${words.refused}`];
  return [words.wouldDo, ...items, ...refused, sum.join(', '), ''].join('\n');
}

function showReport(report: IngestReportView, language: Language): string {
  const words = wordsOf(language);
  const sum = [
    `${report.added} ${words.added}`,
    `${report.changed} ${words.changed}`,
    `${report.unchanged} ${words.unchanged}`,
    `${report.removed} ${words.removed}`,
    `${report.failed.length} ${words.failed}`,
    `${report.chunks} ${words.chunks}`,
    `${report.seconds} ${words.seconds}`,
  ].join(', ');
  const failed = report.failed.map((file) => {
    const { message, remedy } = errorWords(file, language);
    return `  × ${basename(file.document)} (${file.document}): ${message} ${remedy}`;
  });
  return [`${words.ingested} ${report.knowledgeBase}: ${sum}`, ...failed, ''].join('\n');
}
