/** Reads a multipart upload as a stream: one file at a time, never a whole file in memory, limits on every count.
 * A single file that is too large is not an error here: the plan refuses it and takes the others. */

import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { Busboy, type BusboyFileStream } from '@fastify/busboy';
import type { UploadedFile } from '#app/use-cases';
import { InputError, MedidaError } from '#kernel/errors';
import type { HttpLimits } from './http-env.ts';

export interface MultipartParts {
  readonly groups: readonly string[] | null;
  readonly files: AsyncIterable<UploadedFile>;
}

type Arrival = { readonly file: UploadedFile } | { readonly end: true } | { readonly error: unknown };

/** Resolves when the fields before the first file are known; the files follow as the iterable is read. */
export async function readMultipart(request: Request, limits: HttpLimits): Promise<MultipartParts> {
  const type = request.headers.get('content-type') ?? '';
  if (!type.startsWith('multipart/form-data') || request.body === null) {
    throw malformed('The body is not multipart/form-data.');
  }
  const arrivals = queue<Arrival>();
  let groups: readonly string[] | null = null;
  const busboy = openBusboy(type, limits);
  busboy.on('field', (name, value, _nameCut, valueCut) => {
    if (name !== 'groups') return;
    const parsed = valueCut ? null : readGroups(value);
    if (parsed === null) arrivals.put({ error: malformed('The field "groups" is not a JSON array of names.') });
    else groups = parsed;
  });
  busboy.on('file', (field, stream, name) => {
    stream.on('error', () => undefined);
    if (field !== 'files' || name === undefined || name === '') stream.resume();
    else arrivals.put({ file: { name, bytes: piecesOf(stream) } });
  });
  busboy.on('filesLimit', () => arrivals.put({ error: tooMany(limits) }));
  busboy.on('partsLimit', () => arrivals.put({ error: tooMany(limits) }));
  busboy.on('error', () => arrivals.put({ error: malformed('The multipart body is damaged or incomplete.') }));
  busboy.on('finish', () => arrivals.put({ end: true }));
  const body = Readable.fromWeb(request.body as WebStream<Uint8Array>);
  body.on('error', () => arrivals.put({ error: malformed('The upload was cut off.') }));
  body.pipe(limitTotal(busboy, body, limits, (error) => arrivals.put({ error })));

  const first = await arrivals.take();
  return { groups, files: files(first, arrivals.take, () => body.destroy()) };
}

function openBusboy(type: string, limits: HttpLimits) {
  try {
    return new Busboy({
      headers: { 'content-type': type },
      preservePath: true,
      limits: { fileSize: limits.uploadBytes, files: limits.uploadFiles, fields: 10, fieldSize: 65_536 },
    });
  } catch (cause) {
    throw malformed('The header of the multipart body cannot be read.', cause);
  }
}

function limitTotal(
  busboy: ReturnType<typeof openBusboy>,
  body: Readable,
  limits: HttpLimits,
  refuse: (error: MedidaError) => void,
) {
  let total = 0;
  body.on('data', (piece: Uint8Array) => {
    total += piece.byteLength;
    if (total <= limits.uploadBytes) return;
    body.unpipe(busboy);
    refuse(
      new InputError({
        code: 'UPLOAD_TOO_LARGE',
        message: `The upload is larger than ${limits.uploadBytes} bytes.`,
        remedy: 'Send fewer files at a time, or raise the limit MEDIDA_UPLOAD_BYTES.',
        details: { limitBytes: limits.uploadBytes },
      }),
    );
    body.destroy();
  });
  return busboy;
}

async function* files(
  first: Arrival,
  take: () => Promise<Arrival>,
  stop: () => void,
): AsyncGenerator<UploadedFile, void, undefined> {
  try {
    for (let arrival = first; !('end' in arrival); arrival = await take()) {
      if ('error' in arrival) throw arrival.error;
      yield arrival.file;
    }
  } finally {
    stop();
  }
}

async function* piecesOf(stream: BusboyFileStream): AsyncGenerator<Uint8Array> {
  for await (const piece of stream) yield piece as Uint8Array;
}

function readGroups(value: string): string[] | null {
  try {
    const parsed: unknown = JSON.parse(value);
    return Array.isArray(parsed) && parsed.every((name) => typeof name === 'string') ? parsed : null;
  } catch {
    return null;
  }
}

function tooMany(limits: HttpLimits): InputError {
  return new InputError({
    code: 'UPLOAD_TOO_MANY_FILES',
    message: `The upload has more than ${limits.uploadFiles} files.`,
    remedy: 'Send fewer files at a time, or use medida ingest for whole folders.',
    details: { limit: limits.uploadFiles },
  });
}

function malformed(message: string, cause?: unknown): InputError {
  return new InputError({
    code: 'UPLOAD_MALFORMED',
    message,
    remedy: 'Send the files as multipart/form-data in the field "files".',
    ...(MedidaError.isInstance(cause) || cause === undefined ? {} : { cause }),
  });
}

/** Arrivals in order, for one reader. */
function queue<Item>() {
  const waiting: Item[] = [];
  let wake: (() => void) | null = null;
  return {
    put(item: Item) {
      waiting.push(item);
      wake?.();
    },
    async take(): Promise<Item> {
      for (;;) {
        const item = waiting.shift();
        if (item !== undefined) return item;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
