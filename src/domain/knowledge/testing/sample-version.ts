/** A document version and a failure to store. For tests. */

import { buildPostings } from '#domain/language/index';
import type { Id } from '#kernel/id';
import { chunkDocument } from '../chunk-document.ts';
import { contentHash } from '../content-hash.ts';
import type { DocumentFailure, NewVersion } from '../ports.ts';

/** A version as ingestion makes one, from text in which every line is a paragraph. */
export function sampleVersion(documentId: Id, number: number, text: string, id: Id): NewVersion {
  const blocks = [...text.matchAll(/[^\n]+/g)].map(({ 0: line, index }) => ({
    kind: 'paragraph' as const,
    level: 0,
    start: index,
    end: index + line.length,
  }));
  const chunks = chunkDocument({ text, blocks, pages: [] }, 'es', { target: 12, maximum: 20, minimum: 4 });
  const version = {
    id,
    documentId,
    number,
    title: `Título ${number}`,
    originalHash: contentHash(`original ${text}`),
    textHash: contentHash(text),
    pipeline: 'text@1+structure@1+terms@1',
    mediaType: 'text/plain',
    sizeBytes: text.length,
    language: 'es' as const,
    pageCount: null,
    createdAt: new Date('2026-03-01T10:00:00.000Z'),
  };
  const boxes = text === '' ? [] : [{ start: 0, end: 1, page: 1, x0: 1.5, y0: 2, x1: 3, y1: 4 }];
  const pages = [{ page: 1, start: 0, end: text.length, width: 595, height: 842 }];
  return { version, text, blocks, boxes, pages, chunks, postings: buildPostings(chunks) };
}

export const SAMPLE_FAILURE: DocumentFailure = {
  code: 'DOCUMENT_DAMAGED',
  message: 'The file is damaged.',
  remedy: 'Get it again.',
  originalHash: contentHash('damaged'),
  mediaType: 'application/pdf',
  sizeBytes: 7,
  pipeline: 'pdf@1+structure@1+terms@1',
  at: new Date('2026-03-02T10:00:00.000Z'),
};
