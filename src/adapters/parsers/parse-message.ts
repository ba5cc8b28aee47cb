/** What passes between the parser and its child processes. */

import type { ParsedDocument } from '#domain/knowledge/ports';
import { type ErrorFacts, InputError, MedidaError } from '#kernel/errors';
import type { ParseInput } from './parser.ts';

/** Argument of a child process that is to load every reader when it starts. */
export const WARM = 'warm';

export interface ParseRequest extends ParseInput {
  readonly id: number;
}

export type ParseReply =
  | { readonly id: number; readonly document: ParsedDocument }
  | { readonly id: number; readonly failure: Omit<ErrorFacts, 'cause'> }
  /** Something other than the document is at fault. */
  | { readonly id: number; readonly fault: true };

/** Only the facts of an input error travel: a foreign message could hold content of the document. */
export function failureReply(id: number, error: unknown): ParseReply {
  if (!MedidaError.isInstance(error) || error.blame !== 'input') return { id, fault: true };
  const { code, message, remedy, details } = error;
  return { id, failure: { code, message, remedy, details } };
}

export function toError(failure: Omit<ErrorFacts, 'cause'>): InputError {
  return new InputError(failure);
}
