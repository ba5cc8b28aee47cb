/** The real terminal: results on standard output, everything else on standard error. */

import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { InputError, MedidaError } from '#kernel/errors';
import type { Terminal } from './command-deps.ts';

export interface Streams {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

export function openTerminal({ stdin, stdout, stderr }: Streams): Terminal {
  // Whoever reads the results may stop reading, as `head` does; that is no error of ours.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    write: (text) => void stdout.write(text),
    note: (text) => void stderr.write(text),
    interactive: stderr.isTTY === true && stdin.isTTY === true,
    async confirm(question) {
      if (!stdin.isTTY) return false;
      const lines = createInterface({ input: stdin, output: stderr });
      try {
        const answer = await new Promise<string>((resolve) => {
          lines.question(`${question} [y/s/N] `, resolve);
          lines.once('close', () => resolve(''));
        });
        return /^(y|yes|s|si|sí)$/i.test(answer.trim());
      } finally {
        lines.close();
      }
    },
    readLines: (path) => readLines(path === '-' ? stdin : createReadStream(path), path),
    readBytes: (path) => readBytes(path === '-' ? stdin : createReadStream(path), path),
    async writeFile(path, lines) {
      await writeFile(path, withEnds(lines), { mode: 0o600 }).catch((cause: unknown) => {
        if (MedidaError.isInstance(cause)) throw cause;
        throw new InputError({
          code: 'FILE_NOT_WRITABLE',
          message: `${path} cannot be written.`,
          remedy: 'Name a file in a folder that you may write to.',
          details: { path },
          cause,
        });
      });
    },
  };
}

async function* readLines(input: NodeJS.ReadableStream, path: string): AsyncGenerator<string> {
  let failure: unknown = null;
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  input.once('error', (error) => {
    failure = error;
    lines.close();
  });
  // Whether the lines end or fail with their input is not the same in all versions of Node.
  try {
    yield* lines;
  } catch (cause) {
    throw notReadable(path, cause);
  }
  if (failure !== null) throw notReadable(path, failure);
}

async function* readBytes(input: AsyncIterable<string | Buffer>, path: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of input) yield typeof piece === 'string' ? Buffer.from(piece) : piece;
  } catch (cause) {
    throw notReadable(path, cause);
  }
}

function notReadable(path: string, cause: unknown): InputError {
  return new InputError({
    code: 'FILE_NOT_READABLE',
    message: `${path} cannot be read.`,
    remedy: 'Check the name and that you may read it.',
    details: { path },
    cause,
  });
}

async function* withEnds(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}
