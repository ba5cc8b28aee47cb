import type { Command } from 'commander';
import { Option } from 'commander';
import { type JobView, jobState } from '#app/views/job-view';
import { type Register, wholeNumber } from './register.ts';
import { showTable } from './show-table.ts';

interface ListOptions {
  state?: JobView['state'];
  limit: number;
}

export function jobCommand(program: Command, register: Register): void {
  const job = program.command('job').description('long work that was queued');
  const list = job
    .command('list')
    .description('list jobs, newest first')
    .addOption(new Option('--state <state>', 'only these').choices(jobState.options))
    .option('-n, --limit <number>', 'how many', wholeNumber(1, 200), 20);
  register(list, async (context, _args, options: ListOptions) =>
    context.withUseCases(async ({ useCases }) => {
      const jobs = await useCases.jobs.list({ limit: options.limit, state: options.state });
      context.result({ schema: 'medida.jobs/1', jobs }, () =>
        showTable(
          jobs.map((one) => [one.id, one.kind, one.state, one.createdAt, one.error?.code ?? '']),
          context.language,
        ),
      );
      return true;
    }),
  );
  for (const verb of ['cancel', 'retry'] as const) {
    const description = verb === 'cancel' ? 'ask a job to stop' : 'queue a failed or cancelled job again';
    const command = job.command(verb).description(description).argument('<id>', 'its id, from job list');
    register(command, async (context, [id]) =>
      context.withUseCases(async ({ useCases }) => {
        const changed = await useCases.jobs[verb](String(id));
        context.result({ schema: 'medida.job/1', job: changed }, () => `${changed.id}  ${changed.state}\n`);
        return true;
      }),
    );
  }
}
