import type { Command } from 'commander';
import type { ServerNews } from '#app/server-news';
import { reportError } from '#kernel/errors';
import type { CommandContext } from './command-deps.ts';
import type { Register } from './register.ts';
import { errorWords, showError } from './show-error.ts';
import { progressLine } from './show-progress.ts';
import { wordsOf } from './words.ts';

interface UpFlags {
  sample?: boolean;
  login?: boolean;
}

/** Its settings (`--port` and others) are read with the global ones. */
export function upCommand(program: Command, register: Register): void {
  const command = program
    .command('up')
    .description('open the data folder and serve the page and the API until stopped')
    .option('--port <number>', 'port to listen on')
    .option('--host <address>', 'address to listen on')
    .option('--sample', 'load the sample company when it is not there')
    .option('--login', 'print a new one-time login link for the owner');
  register(command, async (context, _args, flags: UpFlags) => {
    const options = { sample: flags.sample === true, login: flags.login === true };
    await context.deps.serve(context.config, options, tellOf(context), context.signal);
    return true;
  });
}

/** Everything but the address is a note: with `--json` the address is one document on standard output. */
function tellOf({ terminal, language, json, result }: CommandContext): ServerNews {
  const words = wordsOf(language);
  const line = progressLine(terminal, language);
  const note = (text: string) => terminal.note(`${text}\n`);
  let linked = false;
  return {
    loginLink(url) {
      linked = true;
      note(`${words.linkOnce}\n\n  ${url}\n`);
    },
    running(url) {
      result({ schema: 'medida.up/1', url }, () => `${words.running} ${url}\n`);
      if (!linked && !json) note(words.newLink);
    },
    loadingSample: line.report,
    sampleLoaded(reports) {
      line.end();
      if (reports === null) return;
      const documents = reports.reduce((sum, { added, changed }) => sum + added + changed, 0);
      note(`${words.sampleLoaded}: ${documents} ${words.documents}`);
      for (const failed of reports.flatMap((report) => report.failed))
        note(`  × ${failed.document}: ${errorWords(failed, language).message}`);
    },
    sampleFailed(error) {
      line.end();
      terminal.note(showError(reportError(error), language));
    },
    stopping: () => note(words.stopping),
    stopped: () => note(words.stopped),
  };
}
