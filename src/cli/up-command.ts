import type { Command } from 'commander';
import type { Register } from './register.ts';

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
    await context.deps.serve(context.config, options, context.terminal, context.signal);
    return true;
  });
}
