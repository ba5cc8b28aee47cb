/** The steps that made a stored version, by name and number: when one of them changes, documents are read again. */

import { ANALYZER } from '#domain/language/index';
import { CHUNKER } from './chunk-document.ts';

/** @param parser as `DocumentParser.identify` gives it; null where no parser reads the bytes */
export function pipelineOf(parser: string | null): string {
  return `${parser ?? 'none'}+${CHUNKER}+${ANALYZER}`;
}
