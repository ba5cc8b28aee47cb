import type { Command } from 'commander';
import { explainReport, readLines, verifyExport } from '#verifier/index';
import type { CommandContext } from './command-deps.ts';
import { problemWords } from './problem-words.ts';
import type { Register } from './register.ts';

interface OutOptions {
  out?: string;
}

interface VerifyOptions {
  checkpoint?: string;
  publicKey?: string;
}

export function auditCommand(program: Command, register: Register): void {
  const audit = program.command('audit').description('the log of every change and every answer');
  const exporting = audit
    .command('export')
    .description('write the whole log as JSON Lines')
    .option('-o, --out <file>', 'where to; standard output otherwise');
  register(exporting, async (context, _args, { out }: OutOptions) =>
    context.withUseCases(async ({ useCases }) => {
      const lines = useCases.audit.export();
      if (out !== undefined) await context.terminal.writeFile(out, lines);
      else for await (const line of lines) context.terminal.write(`${line}\n`);
      return true;
    }),
  );
  const checkpoint = audit
    .command('checkpoint')
    .description('sign the log as it is now; keep the result somewhere else')
    .option('-o, --out <file>', 'where to; standard output otherwise');
  register(checkpoint, async (context, _args, { out }: OutOptions) =>
    context.withUseCases(async ({ useCases }) => {
      const note = await useCases.audit.checkpoint();
      if (out !== undefined) await context.terminal.writeFile(out, single(note));
      if (out === undefined || context.json) context.result({ schema: 'medida.checkpoint/1', note }, () => note);
      return true;
    }),
  );
  const verify = audit
    .command('verify')
    .description('check an exported log; needs no data folder')
    .argument('<file>', 'an export; - for standard input')
    .option('--checkpoint <file>', 'checkpoints that were kept elsewhere')
    .option('--public-key <key>', 'the verifier key of the log, kept elsewhere');
  register(verify, (context, [file], options: VerifyOptions) => verifyFile(context, String(file), options));
}

async function verifyFile(context: CommandContext, file: string, options: VerifyOptions): Promise<boolean> {
  const { terminal, language } = context;
  const lines = readLines(terminal.readBytes(file));
  const report = await verifyExport(lines, {
    ...(options.checkpoint !== undefined && { checkpoint: await whole(context, options.checkpoint) }),
    ...(options.publicKey !== undefined && { publicKey: options.publicKey }),
  });
  context.result({ schema: 'medida.audit-report/1', ...report }, () =>
    [
      ...explainReport(report, language),
      ...report.problems.map((problem) => {
        return `  × ${problem.index ?? '–'} ${problem.kind}: ${problemWords(problem, language)}`;
      }),
      '',
    ].join('\n'),
  );
  return report.ok;
}

async function whole(context: CommandContext, path: string): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const bytes of context.terminal.readBytes(path)) text += decoder.decode(bytes, { stream: true });
  return text + decoder.decode();
}

async function* single(text: string): AsyncGenerator<string> {
  yield text.replace(/\n$/, '');
}
