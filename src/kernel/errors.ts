/**
 * The one error root. Every error that leaves a domain has a stable code, says what happened, why and what to do,
 * and its class says who has to act: the caller (input), a rule (policy), a model or remote server (provider),
 * the database or disk (storage), or one of our own workers (worker).
 */

import type { JsonObject } from './json.ts';

export type Blame = 'input' | 'policy' | 'provider' | 'storage' | 'worker';

export interface ErrorFacts {
  /** Stable, upper snake case, for programs: `DOCUMENT_ENCRYPTED`. */
  readonly code: string;
  /** One sentence for a person: what happened and why. Never holds a secret or the content of a document. */
  readonly message: string;
  /** One sentence: what to do about it. */
  readonly remedy: string;
  /** Facts for programs: limits, sizes, names. Never secrets. */
  readonly details?: JsonObject;
  readonly cause?: unknown;
}

const marker = Symbol.for('medida.error');

export abstract class MedidaError extends Error {
  abstract readonly blame: Blame;
  readonly code: string;
  readonly remedy: string;
  readonly details: JsonObject;
  readonly [marker] = true;

  constructor(facts: ErrorFacts) {
    super(facts.message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.name = new.target.name;
    this.code = facts.code;
    this.remedy = facts.remedy;
    this.details = facts.details ?? {};
  }

  /** Survives two copies of this module in one process, which `instanceof` does not. */
  static isInstance(error: unknown): error is MedidaError {
    return typeof error === 'object' && error !== null && marker in error;
  }
}

/** The caller gave something that cannot be used; the same call will fail again. */
export class InputError extends MedidaError {
  readonly blame = 'input';
}

/** A rule forbids it: permission, limit, quota, retention. */
export class PolicyError extends MedidaError {
  readonly blame = 'policy';
}

/** A model server or other remote service failed, was slow, or answered nonsense. */
export class ProviderError extends MedidaError {
  readonly blame = 'provider';
}

/** The database or the disk failed. */
export class StorageError extends MedidaError {
  readonly blame = 'storage';
}

/** One of our own worker processes failed or was stopped at a limit. */
export class WorkerError extends MedidaError {
  readonly blame = 'worker';
}

/** Absent, or not visible to the one who asks: the two are never told apart. */
export class NotFoundError extends InputError {}

/** The plain form of an error for JSON output, job records and events. */
export interface ErrorReport {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  readonly blame: Blame;
  readonly details?: JsonObject;
}

/** Unknown errors become `INTERNAL` with a fixed message, so that nothing confidential leaks out of a stack trace. */
export function reportError(error: unknown): ErrorReport {
  if (MedidaError.isInstance(error)) {
    const { code, message, remedy, blame, details } = error;
    return Object.keys(details).length > 0
      ? { code, message, remedy, blame, details }
      : { code, message, remedy, blame };
  }
  return {
    code: 'INTERNAL',
    message: 'Something failed inside Medida.',
    remedy: 'Look in the log for this request, and report it if it happens again.',
    blame: 'worker',
  };
}
