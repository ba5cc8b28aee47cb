/** The command line as one function: arguments in, exit code out. 0 done, 1 failed, 2 not understood. */

import { Command, CommanderError, Option, type OutputConfiguration } from 'commander';
import { type ErrorReport, InputError, NotFoundError, reportError } from '#kernel/errors';
import type { Language } from '#kernel/language';
import { askCommand } from './ask-command.ts';
import { auditCommand } from './audit-command.ts';
import type { CommandContext, CommandDeps, Opened } from './command-deps.ts';
import { doctorCommand } from './doctor-command.ts';
import { groupCommand } from './group-command.ts';
import { ingestCommand } from './ingest-command.ts';
import { jobCommand } from './job-command.ts';
import { keyCommand } from './key-command.ts';
import type { Register } from './register.ts';
import { searchCommand } from './search-command.ts';
import { showError } from './show-error.ts';
import { spanishComplaint, spanishHelp } from './spanish-help.ts';
import { upCommand } from './up-command.ts';
import { userCommand } from './user-command.ts';
import { languageOf, wordsOf } from './words.ts';

interface GlobalOptions {
  json?: boolean;
  home?: string;
  workspace?: string;
  lang?: string;
  host?: string;
  port?: string;
}

/** What was asked for cannot be meant, whatever the data are. */
const USAGE: ReadonlySet<string> = new Set([
  'QUESTION_EMPTY',
  'QUESTION_NOT_TEXT',
  'QUESTION_TOO_LONG',
  'LIMIT_INVALID',
  'NAME_INVALID',
  'EMAIL_INVALID',
  'EXPIRY_PAST',
  'REQUEST_INVALID',
  'CONFIG_INVALID',
  'CONFIG_UNKNOWN_SETTING',
  'CONFIG_UNREADABLE',
]);

const COMMANDS = [
  upCommand,
  ingestCommand,
  searchCommand,
  askCommand,
  doctorCommand,
  auditCommand,
  keyCommand,
  userCommand,
  groupCommand,
  jobCommand,
];

export async function runProgram(args: readonly string[], deps: CommandDeps): Promise<number> {
  let code = 0;
  const program = createProgram(args, deps, (command, action) => {
    command.action(async (...given: unknown[]) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      code = await perform(deps, options, async (context) => {
        return action(context, given.slice(0, -2), command.opts());
      });
    });
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    if (args.includes('--json')) writeError(deps, reportError(commandInvalid(error.message)));
    return 2;
  }
}

type ProgramDeps = Pick<CommandDeps, 'terminal' | 'locale' | 'version'>;

export function createProgram(args: readonly string[], deps: ProgramDeps, register: Register): Command {
  const language = languageOf(languageAsked(args), deps.locale);
  const output = outputOf(deps, language);
  const program = new Command('medida')
    .configureHelp(language === 'es' ? spanishHelp : {})
    .description('Answers from your own documents, every sentence with its source.')
    .version(deps.version)
    .exitOverride()
    .configureOutput(output);
  for (const add of COMMANDS)
    add(program, (command, action) => {
      addGlobalOptions(command);
      register(command, action);
    });
  overrideExits(program, output);
  return program;
}

/** Help and complaints need the language before the options are read. */
function languageAsked(args: readonly string[]): string | undefined {
  const at = args.indexOf('--lang');
  return at >= 0 ? args[at + 1] : args.find((one) => one.startsWith('--lang='))?.slice('--lang='.length);
}

function outputOf({ terminal }: ProgramDeps, language: Language): OutputConfiguration {
  return {
    writeOut: terminal.write,
    writeErr: terminal.note,
    outputError: (said, write) => write(language === 'es' ? spanishComplaint(said) : said),
  };
}

function addGlobalOptions(command: Command): void {
  command
    .option('--json', 'print one JSON document and nothing else')
    .option('--home <folder>', 'data folder (MEDIDA_HOME)')
    .option('--workspace <name>', 'workspace, where there are several')
    .addOption(new Option('--lang <language>', 'language of what people read').choices(['es', 'en']));
}

/** Subcommands do not inherit these from the program once they are made. */
function overrideExits(command: Command, output: OutputConfiguration): void {
  for (const child of command.commands) {
    child.exitOverride().configureOutput(output);
    overrideExits(child, output);
  }
}

async function perform(
  deps: CommandDeps,
  options: GlobalOptions,
  work: (context: CommandContext) => Promise<boolean>,
): Promise<number> {
  const language = languageOf(options.lang, deps.locale);
  try {
    const { home, host, port } = options;
    const config = await deps.readConfig({ flags: { home, host, port } });
    return (await work(contextOf(deps, options, language, config))) ? 0 : 1;
  } catch (error) {
    if (deps.signal.aborted) {
      deps.terminal.note(`${wordsOf(language).cancelled}\n`);
      return 1;
    }
    const report = reportError(error);
    if (options.json) writeError(deps, report);
    deps.terminal.note(showError(report, language));
    if (report.code === 'INTERNAL' && error instanceof Error) deps.terminal.note(`${error.stack ?? ''}\n`);
    return USAGE.has(report.code) ? 2 : 1;
  }
}

function writeError({ terminal }: Pick<CommandDeps, 'terminal'>, error: ErrorReport): void {
  terminal.write(`${JSON.stringify({ schema: 'medida.error/1', error })}\n`);
}

/** What the parser of the command line says, which stands on the error output already. */
function commandInvalid(said: string): InputError {
  return new InputError({
    code: 'COMMAND_INVALID',
    message: said.startsWith('error: ') ? said.slice('error: '.length) : 'The command is not complete.',
    remedy: 'See medida --help, or medida COMMAND --help.',
  });
}

function contextOf(
  deps: CommandDeps,
  options: GlobalOptions,
  language: CommandContext['language'],
  config: CommandContext['config'],
): CommandContext {
  const { terminal, signal } = deps;
  const json = options.json === true;
  return {
    deps,
    terminal,
    signal,
    json,
    language,
    config,
    async withUseCases(work) {
      const opened = await deps.open(config);
      try {
        await assertWorkspace(opened, options.workspace);
        return await work(opened);
      } finally {
        await opened.close();
      }
    },
    result: (value, human) => terminal.write(json ? `${JSON.stringify(value)}\n` : human()),
  };
}

async function assertWorkspace({ useCases }: Opened, wanted: string | undefined): Promise<void> {
  if (wanted === undefined) return;
  const { workspace } = await useCases.access.session();
  if (workspace.name === wanted || workspace.id === wanted) return;
  throw new NotFoundError({
    code: 'WORKSPACE_NOT_FOUND',
    message: 'There is no such workspace in this data folder.',
    remedy: 'Leave --workspace out to use the one that is there.',
  });
}
