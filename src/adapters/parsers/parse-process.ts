/** One child process that reads documents: watched, and killed when it takes too long or too much. */

import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { constants, setPriority } from 'node:os';
import type { ParsedDocument } from '#domain/knowledge/ports';
import type { WorkerEntry } from '#kernel/worker-entry';
import { type ParseReply, type ParseRequest, toError, WARM } from './parse-message.ts';
import type { ParseInput } from './parser.ts';
import { parserCrashed, parserOutOfMemory, parserTimeout } from './worker-errors.ts';

const WATCH_EVERY = 200;
const MEBIBYTE = 1024 * 1024;
/** Share of the memory for JavaScript objects; the rest is for buffers, which the heap limit does not count. */
const HEAP_SHARE = 0.6;

export interface ParseProcess {
  /** Documents it was given so far. */
  readonly count: number;
  /** False once it has ended or may no longer be trusted. */
  readonly isUsable: boolean;
  /** One at a time. @throws InputError, WorkerError, or the signal's reason */
  parse(input: ParseInput, signal?: AbortSignal): Promise<ParsedDocument>;
  stop(): void;
}

/** @param options.warm load every reader at once, not with its first document */
export function startParseProcess(
  entry: WorkerEntry,
  maxMemoryBytes: number,
  options: { readonly warm?: boolean } = {},
): ParseProcess {
  const heap = Math.floor((maxMemoryBytes / MEBIBYTE) * HEAP_SHARE);
  const child = fork(entry.url, options.warm === true ? [WARM] : [], {
    execArgv: [...entry.execArgv, `--max-old-space-size=${heap}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // Nothing of our environment, which may hold secrets, is passed on.
    env: {},
  });
  let count = 0;
  let isUsable = true;
  let complaint = '';
  child.stderr?.on('data', (data: Buffer) => {
    complaint = (complaint + data.toString('latin1')).slice(-4096);
  });
  child.on('error', () => stop());
  child.on('exit', () => {
    isUsable = false;
  });
  const stop = () => {
    isUsable = false;
    child.kill('SIGKILL');
  };
  giveWay(child.pid);
  keepAlive(child, false);

  return {
    get count() {
      return count;
    },
    get isUsable() {
      return isUsable;
    },
    stop,
    async parse(input, signal) {
      signal?.throwIfAborted();
      count += 1;
      keepAlive(child, true);
      try {
        const reply = await exchange(child, { ...input, id: count }, signal, () => complaint);
        if ('fault' in reply) throw parserCrashed();
        if ('failure' in reply) throw toError(reply.failure);
        return reply.document;
      } catch (error) {
        if (!isHarmless(error)) stop();
        throw error;
      } finally {
        keepAlive(child, false);
      }
    },
  };
}

/** A clean refusal leaves the process as it was; anything else may have left something behind. */
function isHarmless(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' && code.startsWith('DOCUMENT_') && code !== 'DOCUMENT_DAMAGED';
}

/** Reading documents takes only what serving people leaves; a system without priorities is no reason not to read. */
function giveWay(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It ended already, or the system does not allow it.
  }
}

/** While it works the child keeps our process running; while it is idle it must not. */
function keepAlive(child: ChildProcess, isWorking: boolean): void {
  const method = isWorking ? 'ref' : 'unref';
  child[method]();
  child.channel?.[method]();
  (child.stderr as Socket | null)?.[method]();
}

function exchange(
  child: ChildProcess,
  request: ParseRequest,
  signal: AbortSignal | undefined,
  complaint: () => string,
): Promise<ParseReply> {
  const { maxMilliseconds, maxMemoryBytes } = request.limits;
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void) => {
      clearTimeout(timer);
      clearInterval(watch);
      child.off('message', onMessage);
      child.off('exit', onExit);
      signal?.removeEventListener('abort', onAbort);
      finish();
    };
    const fail = (error: unknown) => {
      settle(() => {
        child.kill('SIGKILL');
        reject(error);
      });
    };
    const onMessage = (reply: ParseReply) => {
      if (reply.id === request.id) settle(() => resolve(reply));
    };
    const onExit = (_code: number | null, killedBy: string | null) => {
      const isMemory = killedBy === 'SIGKILL' || /heap out of memory|Allocation failed/.test(complaint());
      fail(isMemory ? parserOutOfMemory(maxMemoryBytes) : parserCrashed());
    };
    const onAbort = () => fail(signal?.reason);
    const timer = setTimeout(() => fail(parserTimeout(maxMilliseconds)), maxMilliseconds);
    const watch = setInterval(() => {
      if (residentBytes(child.pid) > maxMemoryBytes) fail(parserOutOfMemory(maxMemoryBytes));
    }, WATCH_EVERY);
    child.on('message', onMessage);
    child.on('exit', onExit);
    signal?.addEventListener('abort', onAbort, { once: true });
    if (child.connected) child.send(request, (error) => error && fail(parserCrashed()));
    else fail(parserCrashed());
  });
}

/** Resident memory where the system tells it (Linux); elsewhere 0, and the heap limit alone protects. */
function residentBytes(pid: number | undefined): number {
  if (pid === undefined) return 0;
  try {
    const kibibytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
    return Number(kibibytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}
