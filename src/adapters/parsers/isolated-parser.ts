/** Reads documents in child processes, so that no document can crash, hang or fill the process that serves people. */

import { availableParallelism } from 'node:os';
import type { DocumentParser } from '#domain/knowledge/ports';
import { MedidaError } from '#kernel/errors';
import type { WorkerEntry } from '#kernel/worker-entry';
import { documentEmpty, documentTooLarge } from './document-errors.ts';
import { FORMATS } from './format.ts';
import { identifyFormat } from './identify-format.ts';
import { DEFAULT_LIMITS, type ParserLimits } from './limits.ts';
import { type ParseProcess, startParseProcess } from './parse-process.ts';

export interface IsolatedParserOptions {
  /** `parse-child`, as source or built. */
  readonly entry: WorkerEntry;
  readonly limits?: Partial<ParserLimits>;
  /** How many documents may be read at once; by default one less than there are processors, at least 1, at most 4. */
  readonly processes?: number;
  /** A process is replaced after so many documents, whatever they left behind in it. */
  readonly documentsPerProcess?: number;
}

export interface IsolatedParser extends DocumentParser {
  /** Starts a process that loads every reader, so that the first documents need not wait for it. */
  warm(): void;
  /** Ends all child processes; a document in hand is given up. */
  close(): void;
}

const DOCUMENTS_PER_PROCESS = 50;

export function createIsolatedParser(options: IsolatedParserOptions): IsolatedParser {
  const limits: ParserLimits = { ...DEFAULT_LIMITS, ...options.limits };
  const most = options.processes ?? Math.max(1, Math.min(4, availableParallelism() - 1));
  const retireAfter = options.documentsPerProcess ?? DOCUMENTS_PER_PROCESS;
  const idle: ParseProcess[] = [];
  const busy = new Set<ParseProcess>();
  const waiting: (() => void)[] = [];
  let places = most;

  const enter = async () => {
    if (places > 0) places -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const leave = () => {
    const next = waiting.shift();
    if (next === undefined) places += 1;
    else next();
  };
  const take = () => {
    let process = idle.pop();
    while (process !== undefined && !process.isUsable) process = idle.pop();
    return process ?? startParseProcess(options.entry, limits.maxMemoryBytes);
  };
  const giveBack = (process: ParseProcess) => {
    busy.delete(process);
    if (process.isUsable && process.count < retireAfter) idle.push(process);
    else process.stop();
  };

  return {
    warm() {
      if (idle.length + busy.size === 0)
        idle.push(startParseProcess(options.entry, limits.maxMemoryBytes, { warm: true }));
    },
    identify: identifyParser,
    async parse(bytes, name, signal) {
      if (bytes.length === 0) throw documentEmpty();
      if (bytes.length > limits.maxBytes)
        throw documentTooLarge(`it has more than ${limits.maxBytes} bytes`, limits.maxBytes);
      await identifyFormat(bytes, name);
      await enter();
      try {
        const process = take();
        busy.add(process);
        try {
          return await process.parse({ bytes, name, limits }, signal);
        } finally {
          giveBack(process);
        }
      } finally {
        leave();
      }
    },
    close() {
      for (const process of [...idle.splice(0), ...busy]) process.stop();
    },
  };
}

/** A document locked as a whole has a reader, which will say so. */
async function identifyParser(bytes: Uint8Array, name: string): Promise<string | null> {
  try {
    return FORMATS[await identifyFormat(bytes, name)].parser;
  } catch (error) {
    if (!MedidaError.isInstance(error)) throw error;
    return error.code === 'DOCUMENT_ENCRYPTED' ? FORMATS.docx.parser : null;
  }
}
