/** What every format's reader looks like from outside. */

import type { ParsedDocument } from '#domain/knowledge/ports';
import type { ParserLimits } from './limits.ts';

export interface ParseInput {
  readonly bytes: Uint8Array;
  /** Source-relative name of the file; only its ending is looked at. */
  readonly name: string;
  readonly limits: ParserLimits;
}

/** @throws InputError any of the `DOCUMENT_…` codes of the port */
export type Parse = (input: ParseInput) => Promise<ParsedDocument>;
