/** The program: the command line, given everything that it works with. */

import { readConfig, readLocale } from '#app/config';
import { findServer } from '#app/find-server';
import { findProgramFiles } from '#app/program-files';
import type { CommandDeps } from '#cli/command-deps';
import { openTerminal } from '#cli/open-terminal';
import { runProgram } from '#cli/run-program';
import { httpUseCases } from '#client/http-use-cases';
import { systemClock } from '#kernel/clock';
import { reportError } from '#kernel/errors';
import { systemRandom } from '#kernel/random';
import manifest from '../package.json' with { type: 'json' };

const { version } = manifest;

/** Runs one command. Resolves with the exit code: 0 done, 1 failed, 2 not understood. */
export async function main(args: readonly string[]): Promise<number> {
  const stop = new AbortController();
  const onSignal = () => {
    // A second signal means now.
    if (stop.signal.aborted) process.exit(130);
    stop.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  try {
    return await runProgram(args, commandDeps(stop.signal));
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  }
}

/** What only some commands need is loaded when they do: a question to a running server should not wait for it. */
function commandDeps(signal: AbortSignal): CommandDeps {
  const shared = { files: findProgramFiles(import.meta.url), clock: systemClock, random: systemRandom, version };
  const terminal = openTerminal(process);
  return {
    readConfig,
    async open(config) {
      const server = await findServer(config.values.home, systemClock);
      if (server !== null) {
        const useCases = httpUseCases({ ...server, fetch });
        return { useCases, url: server.baseUrl, close: async () => undefined };
      }
      const { openMedida } = await import('#app/open-medida');
      const onTrouble = (error: unknown) =>
        terminal.note(`${reportError(error).code}: ${reportError(error).message}\n`);
      const medida = await openMedida({ config, ...shared, onTrouble });
      const useCases = medida.as(await medida.gate.operator(), 'cli');
      return { useCases, url: null, close: () => medida.close() };
    },
    async serve(config, options, news, stopping) {
      const { startServer } = await import('#http/start-server');
      await startServer({ config, ...shared }, options, news, stopping);
    },
    terminal,
    signal,
    version,
    locale: readLocale(),
  };
}
