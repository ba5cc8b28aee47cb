/** Why a child process that read a document had to be stopped, or stopped by itself. */

import { WorkerError } from '#kernel/errors';

const remedy =
  'Look whether the document opens elsewhere, and save it again in its program; other documents are not affected.';

export const parserTimeout = (milliseconds: number) =>
  new WorkerError({
    code: 'PARSER_TIMEOUT',
    message: `Reading the document took longer than ${milliseconds / 1000} seconds and was stopped.`,
    remedy,
    details: { milliseconds },
  });

export const parserOutOfMemory = (bytes: number) =>
  new WorkerError({
    code: 'PARSER_OUT_OF_MEMORY',
    message: `Reading the document needed more memory than is allowed (${bytes} bytes) and was stopped.`,
    remedy,
    details: { bytes },
  });

export const parserCrashed = () =>
  new WorkerError({
    code: 'PARSER_CRASHED',
    message: 'The process that read the document ended unexpectedly.',
    remedy,
  });
