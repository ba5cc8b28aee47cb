/** A range of a passage as a citation: the stored text at those offsets, exactly. */

import type { Passage } from '#domain/retrieval/index';
import type { Citation } from './answer.ts';

/** @param start UTF-16 offset into the passage's text; likewise `end` */
export function citeRange(passage: Passage, start: number, end: number): Citation {
  return {
    documentId: passage.documentId,
    document: passage.document,
    title: passage.title,
    version: passage.version,
    page: passage.page,
    start: passage.start + start,
    end: passage.start + end,
    quote: passage.text.slice(start, end),
  };
}
