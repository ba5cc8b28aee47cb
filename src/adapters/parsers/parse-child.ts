/** Entry of the child process: reads one document after the other, cut off from the network. */

import { Worker } from 'node:worker_threads';
import { forbidNetwork } from './forbid-network.ts';
import { failureReply, type ParseReply, type ParseRequest, WARM } from './parse-message.ts';
import { loadReaders, readDocument } from './read-document.ts';

forbidNetwork();
endWithParent();

process.on('message', (request: ParseRequest) => {
  void answer(request).then((reply) => process.send?.(reply));
});
process.on('disconnect', () => process.exit(0));
// One that cannot be loaded will say so with its first document.
if (process.argv.includes(WARM)) void loadReaders().catch(() => undefined);

async function answer(request: ParseRequest): Promise<ParseReply> {
  try {
    return { id: request.id, document: await readDocument(request) };
  } catch (error) {
    return failureReply(request.id, error);
  }
}

/**
 * A parent that was killed cannot stop a child that hangs; a thread, which no busy loop can hold up, notices that the
 * parent is gone and ends the process.
 */
function endWithParent(): void {
  const watch = `
    const parent = process.ppid;
    setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL'); }, 1000);
  `;
  new Worker(watch, { eval: true, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 16 } }).unref();
}
