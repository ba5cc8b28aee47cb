/** How a job can end badly through no fault of its handler. */

import { type ErrorReport, InputError, PolicyError, StorageError } from './errors.ts';

/** Recorded in a job whose every worker was killed or crashed. */
export const WORKER_VANISHED: ErrorReport = {
  code: 'JOB_WORKER_VANISHED',
  message: 'The process that worked on the job ended without a word, as often as the job may be tried.',
  remedy: 'Look in the log for what ended the process, then retry the job.',
  blame: 'worker',
};

export function leaseLost(): StorageError {
  return new StorageError({
    code: 'JOB_LEASE_LOST',
    message: 'The job was taken over by another worker before this one could end it.',
    remedy: 'Nothing needs to be done: the other worker ends it.',
  });
}

export function jobCancelled(): PolicyError {
  return new PolicyError({
    code: 'JOB_CANCELLED',
    message: 'The job was cancelled.',
    remedy: 'Retry the job to do the rest.',
  });
}

export function stopping(): StorageError {
  return new StorageError({
    code: 'STOPPING',
    message: 'Medida is stopping; the job goes on at the next start.',
    remedy: 'Start Medida again.',
  });
}

export function payloadInvalid(kind: string): InputError {
  return new InputError({
    code: 'JOB_PAYLOAD_INVALID',
    message: `What was asked of a job of the kind ${kind} is not something that this edition of Medida understands.`,
    remedy: 'Start the work anew.',
  });
}
