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

/**
 * Resolves when the fields before the first file are known; the files follow as the iterable is read. What it does not
 * understand it refuses, because a restriction that is overlooked would show the files to everybody.
 * @throws InputError `UPLOAD_MALFORMED`, `UPLOAD_TOO_LARGE`, `UPLOAD_TOO_MANY_FILES`
 */
export async function readMultipart(request: Request, limits: HttpLimits): Promise<MultipartParts> {
  const type = request.headers.get('content-type') ?? '';
  if (!type.startsWith('multipart/form-data') || request.body === null) {
    throw malformed('The body is not multipart/form-data.');
  }
  if (Number(request.headers.get('content-length') ?? 0) > limits.uploadBytes) throw tooLarge(limits);
  const busboy = openBusboy(type, limits);
  const body = Readable.fromWeb(request.body as WebStream<Uint8Array>);
  const { arrivals, fail, failure, open } = createReception(() => {
    body.unpipe(busboy);
    body.destroy();
  });
  let groups: readonly string[] | null = null;
  let fileSeen = false;
  busboy.on('field', (name, value, _nameCut, valueCut) => {
    const parsed = valueCut ? null : readGroups(value);
    if (name !== 'groups') fail(malformed('There is a field that is neither "groups" nor "files".'));
    else if (fileSeen) fail(malformed('The field "groups" has to come before the files.'));
    else if (groups !== null) fail(malformed('The field "groups" is there twice.'));
    else if (parsed === null) fail(malformed('The field "groups" is not a JSON array of names.'));
    else groups = parsed;
  });
  busboy.on('file', (field, stream, name) => {
    stream.on('error', () => undefined);
    fileSeen = true;
    if (field !== 'files') fail(malformed('There is a file in a field other than "files".'));
    else if (failure() !== null || name === undefined || name === '') stream.resume();
    else open({ name, bytes: piecesOf(stream, failure) }, stream);
  });
  busboy.on('filesLimit', () => fail(tooMany(limits)));
  busboy.on('fieldsLimit', () => fail(malformed('There are too many fields.')));
  busboy.on('error', () => fail(malformed('The multipart body is damaged or incomplete.')));
  busboy.on('finish', () => arrivals.put({ end: true }));
  body.on('error', () => fail(malformed('The upload was cut off.')));
  body.on('data', limitTotal(limits, fail));
  body.pipe(busboy);

  const first = await arrivals.take();
  return { groups, files: files(first, arrivals.take, () => body.destroy()) };
}

/** What has arrived, until something is wrong: then the file in hand ends with that error, and nothing follows it. */
function createReception(stop: () => void) {
  const arrivals = queue<Arrival>();
  let failed: MedidaError | null = null;
  let inHand: BusboyFileStream | null = null;
  return {
    arrivals,
    failure: () => failed,
    open(file: UploadedFile, stream: BusboyFileStream) {
      inHand = stream;
      arrivals.put({ file });
    },
    fail(error: MedidaError) {
      if (failed !== null) return;
      failed = error;
      arrivals.put({ error });
      stop();
      inHand?.destroy(error);
    },
  };
}

function openBusboy(type: string, limits: HttpLimits) {
  try {
    return new Busboy({
      headers: { 'content-type': type },
      preservePath: true,
      limits: { files: limits.uploadFiles, fields: 10, fieldSize: 65_536 },
    });
  } catch (cause) {
    throw malformed('The header of the multipart body cannot be read.', cause);
  }
}

function limitTotal(limits: HttpLimits, fail: (error: MedidaError) => void): (piece: Uint8Array) => void {
  let total = 0;
  return (piece) => {
    total += piece.byteLength;
    if (total > limits.uploadBytes) fail(tooLarge(limits));
  };
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

/** A file that was cut short ends with the reason, never as if it were whole. */
async function* piecesOf(stream: BusboyFileStream, failure: () => MedidaError | null): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of stream) yield piece as Uint8Array;
  } catch {
    throw failure() ?? malformed('The upload was cut off.');
  }
  const failed = failure();
  if (failed !== null) throw failed;
}

function readGroups(value: string): string[] | null {
  try {
    const parsed: unknown = JSON.parse(value);
    return Array.isArray(parsed) && parsed.every((name) => typeof name === 'string') ? parsed : null;
  } catch {
    return null;
  }
}

function tooLarge({ uploadBytes }: HttpLimits): InputError {
  return new InputError({
    code: 'UPLOAD_TOO_LARGE',
    message: `The upload is larger than ${uploadBytes} bytes.`,
    remedy: 'Send fewer files at a time, or raise the limit MEDIDA_UPLOAD_BYTES.',
    details: { limitBytes: uploadBytes },
  });
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
    remedy: 'Send multipart/form-data: optionally the field "groups" first, then the files in the field "files".',
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
