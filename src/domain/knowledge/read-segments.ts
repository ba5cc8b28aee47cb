/** Lays a document's blocks out as one gapless row of segments: tables as their rows, text outside blocks as paragraphs. */

import type { Block, BlockKind, ParsedDocument, Span } from './document.ts';

export interface Segment extends Span {
  readonly kind: BlockKind;
  /** As in `Block`. */
  readonly level: number;
  readonly header: string | null;
}

/** In order, without overlap; blocks that overlap an earlier one lose the overlapping part. */
export function readSegments({ text, blocks }: Pick<ParsedDocument, 'text' | 'blocks'>): Segment[] {
  const ordered = blocks
    .filter(({ kind }) => kind !== 'table')
    .toSorted((one, other) => one.start - other.start || one.end - other.end);
  const segments: Segment[] = [];
  let cursor = 0;
  for (const block of ordered) {
    const start = Math.max(block.start, cursor);
    const end = Math.min(block.end, text.length);
    if (start >= end) continue;
    segments.push(...between(text, cursor, start), segmentOf(block, start, end));
    cursor = end;
  }
  segments.push(...between(text, cursor, text.length));
  return segments;
}

function segmentOf(block: Block, start: number, end: number): Segment {
  return { kind: block.kind, level: block.level, start, end, header: block.header ?? null };
}

/** Text that no block claims: paragraphs between empty lines. */
function between(text: string, start: number, end: number): Segment[] {
  const found: Segment[] = [];
  let from = start;
  const emptyLine = /\n[^\S\n]*\n/g;
  emptyLine.lastIndex = start;
  while (from < end) {
    const match = emptyLine.exec(text);
    const to = match === null || match.index >= end ? end : match.index;
    if (text.slice(from, to).trim() !== '')
      found.push({ kind: 'paragraph', level: 0, start: from, end: to, header: null });
    from = Math.max(to, from + 1);
    if (match === null) break;
  }
  return found;
}
