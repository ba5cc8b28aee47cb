/** Cuts a document version into chunks along its structure, with exact offsets into the stored text. */

import { detectLanguage } from '#domain/language/index';
import type { Language } from '#kernel/language';
import { type ChunkSize, DEFAULT_CHUNK_SIZE } from './chunk-size.ts';
import { countTokens } from './count-tokens.ts';
import type { Chunk, PageSpan, ParsedDocument } from './document.ts';
import { type DocumentUnit, readUnits } from './read-units.ts';

/** Name of this way of cutting; a new number makes the next ingestion cut every document again. */
export const CHUNKER = 'structure@1';

/** Below this many tokens, or this confidence, a chunk is taken to be in the language of its document. */
const TELLING_TOKENS = 12;
const TELLING_CONFIDENCE = 0.9;

/**
 * Every non-space character of the text lies in exactly one chunk; chunks are in order, do not overlap, keep within
 * `size.maximum`, never reach across a top-level heading, and keep table rows whole where a row fits at all.
 * @param language of the document: the language of chunks too short to tell
 */
export function chunkDocument(
  parsed: Pick<ParsedDocument, 'text' | 'blocks' | 'pages'>,
  language: Language,
  size: ChunkSize = DEFAULT_CHUNK_SIZE,
): Chunk[] {
  const groups = joinSmall(groupUnits(readUnits(parsed, language, size), size), size);
  return groups.map((units, ordinal) => toChunk(parsed, units, ordinal, language));
}

function length(units: readonly DocumentUnit[]): number {
  return units.reduce((sum, unit) => sum + unit.tokens, 0);
}

function groupUnits(units: readonly DocumentUnit[], size: ChunkSize): DocumentUnit[][] {
  const groups: DocumentUnit[][] = [];
  let open: DocumentUnit[] = [];
  for (const unit of units) {
    const held = length(open);
    const full =
      held + unit.tokens > size.maximum ||
      (held >= size.minimum && (unit.opens !== null || held + unit.tokens > size.target));
    if (open.length > 0 && (unit.opens === 'top' || full)) {
      groups.push(open);
      open = [];
    }
    open.push(unit);
  }
  if (open.length > 0) groups.push(open);
  return groups;
}

/** A short group left over joins the one before it, within the same top-level section. */
function joinSmall(groups: readonly DocumentUnit[][], size: ChunkSize): DocumentUnit[][] {
  const joined: DocumentUnit[][] = [];
  for (const group of groups) {
    const before = joined.at(-1);
    const small = Math.min(length(group), before === undefined ? 0 : length(before)) < size.minimum;
    if (before && small && group[0]?.opens !== 'top' && length(before) + length(group) <= size.maximum)
      joined[joined.length - 1] = [...before, ...group];
    else joined.push(group);
  }
  return joined;
}

function toChunk(
  { text, pages }: Pick<ParsedDocument, 'text' | 'pages'>,
  units: readonly DocumentUnit[],
  ordinal: number,
  language: Language,
): Chunk {
  const start = units[0]?.start ?? 0;
  const end = units.at(-1)?.end ?? start;
  const slice = text.slice(start, end);
  const tokens = countTokens(slice);
  return {
    ordinal,
    start,
    end,
    text: slice,
    headings: headingsOf(units, slice),
    language: chunkLanguage(slice, tokens, language),
    pageStart: pageAt(pages, start),
    pageEnd: pageAt(pages, end - 1),
    tokens,
  };
}

/** The path that all units share, then the table header when the chunk begins below it. */
function headingsOf(units: readonly DocumentUnit[], slice: string): readonly string[] {
  const [first, ...rest] = units;
  if (first === undefined) return [];
  let shared = first.headings.length;
  for (const { headings } of rest) {
    let same = 0;
    while (same < shared && headings[same] === first.headings[same]) same += 1;
    shared = same;
  }
  const path = first.headings.slice(0, shared);
  const unseen = first.header?.split(' | ').some((cell) => !slice.includes(cell.trim())) ?? false;
  return first.header !== null && unseen ? [...path, first.header] : path;
}

function chunkLanguage(text: string, tokens: number, prior: Language): Language {
  if (tokens < TELLING_TOKENS) return prior;
  const { language, confidence } = detectLanguage(text);
  return confidence >= TELLING_CONFIDENCE ? language : prior;
}

/** Number of the page that holds an offset, or of the last page before it; null in a document without pages. */
function pageAt(pages: readonly PageSpan[], offset: number): number | null {
  let low = 0;
  let high = pages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pages[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return pages[Math.max(low - 1, 0)]?.page ?? null;
}
