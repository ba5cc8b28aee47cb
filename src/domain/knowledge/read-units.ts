/** Reads a document's blocks as units: the pieces that a chunk is put together from. */

import type { Language } from '#kernel/language';
import type { ChunkSize } from './chunk-size.ts';
import type { ParsedDocument } from './document.ts';
import { readSegments, type Segment } from './read-segments.ts';
import { type MeasuredSpan, splitSpan } from './split-span.ts';

/** A paragraph, list item, table row or part of one, together with the headings that stand right before it. */
export interface DocumentUnit extends MeasuredSpan {
  /** Titles of the enclosing headings, outermost first, those inside the unit included. */
  readonly headings: readonly string[];
  /** `top` when a top-level heading stands at its start, `inner` for a lower one, null for none. */
  readonly opens: 'top' | 'inner' | null;
  /** The header of the table that it is a row of. */
  readonly header: string | null;
}

/** Longest heading kept in a path, in code units; what is longer is a paragraph in disguise. */
const LONGEST_TITLE = 160;

interface Reading {
  readonly units: DocumentUnit[];
  /** Open headings with their levels, outermost first. */
  path: { level: number; title: string }[];
  /** Headings read, waiting for the text that they head. */
  waiting: (MeasuredSpan & { readonly top: boolean })[];
  opens: DocumentUnit['opens'];
}

/** Units in order; together they cover every non-space character. None is longer than `size.maximum` tokens. */
export function readUnits(
  parsed: Pick<ParsedDocument, 'text' | 'blocks'>,
  language: Language,
  size: ChunkSize,
): DocumentUnit[] {
  const segments = readSegments(parsed);
  const top = Math.min(...segments.flatMap(({ kind, level }) => (kind === 'heading' ? [level] : [])));
  const reading: Reading = { units: [], path: [], waiting: [], opens: null };
  for (const segment of segments) {
    if (segment.kind === 'heading') readHeading(reading, parsed.text, segment, segment.level === top, language, size);
    else readBody(reading, parsed.text, segment, language, size);
  }
  flush(reading);
  return reading.units;
}

function readHeading(
  reading: Reading,
  text: string,
  segment: Segment,
  top: boolean,
  language: Language,
  size: ChunkSize,
): void {
  const room = Math.ceil(size.target / 2);
  const parts = splitSpan(text, segment, { at: 'sentences', language, target: room, limit: room });
  // A bare title before the first section belongs to it: alone it would be found for its words and say nothing.
  const leaves = top && reading.waiting.some((heading) => !heading.top);
  if (leaves || parts.length > 1 || tokensIn(reading.waiting) + tokensIn(parts) > room) flush(reading);
  reading.path = reading.path.filter(({ level }) => level < segment.level);
  const title = text.slice(segment.start, segment.end).replace(/\s+/gu, ' ').trim().slice(0, LONGEST_TITLE);
  reading.path.push({ level: segment.level, title: title.replace(/[\uD800-\uDBFF]$/, '').trim() });
  if (reading.opens !== 'top') reading.opens = top ? 'top' : 'inner';
  for (const part of parts) {
    if (parts.length > 1) flush(reading);
    reading.waiting.push({ ...part, top });
  }
}

function readBody(reading: Reading, text: string, segment: Segment, language: Language, size: ChunkSize): void {
  const at = segment.kind === 'code' ? 'lines' : 'sentences';
  const limit = size.maximum - tokensIn(reading.waiting);
  for (const part of splitSpan(text, segment, { at, language, target: size.target, limit })) {
    const start = reading.waiting[0]?.start ?? part.start;
    add(reading, { start, end: part.end, tokens: tokensIn(reading.waiting) + part.tokens }, segment.header);
  }
}

/** Headings with nothing beneath them become a unit of their own. */
function flush(reading: Reading): void {
  const [first] = reading.waiting;
  const last = reading.waiting.at(-1);
  if (first && last) add(reading, { start: first.start, end: last.end, tokens: tokensIn(reading.waiting) }, null);
}

function tokensIn(spans: readonly MeasuredSpan[]): number {
  return spans.reduce((sum, { tokens }) => sum + tokens, 0);
}

function add(reading: Reading, span: MeasuredSpan, header: string | null): void {
  const headings = reading.path.map(({ title }) => title).filter((title) => title !== '');
  reading.units.push({ ...span, headings, opens: reading.opens, header });
  reading.waiting = [];
  reading.opens = null;
}
