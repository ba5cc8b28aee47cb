import { setImmediate } from 'node:timers/promises';
import { buildPostings } from '#domain/language/index';
import type { Chunk, DocumentPosting } from './document.ts';

/** Chunks analysed between two looks at the event loop, so that questions are answered while a book is indexed. */
const BATCH = 32;

/**
 * The postings of a document, sorted by term.
 * @param title a heading over all of its chunks, unless it is one of theirs already; null when it has none
 */
export async function indexChunks(chunks: readonly Chunk[], title: string | null): Promise<readonly DocumentPosting[]> {
  const titled = title === null ? chunks : chunks.map((chunk) => ({ ...chunk, headings: under(title, chunk) }));
  if (titled.length <= BATCH) return buildPostings(titled);
  const merged = new Map<string, { ordinals: number[]; frequencies: number[]; lengths: number[] }>();
  for (let start = 0; start < titled.length; start += BATCH) {
    for (const { term, ordinals, frequencies, lengths } of buildPostings(titled.slice(start, start + BATCH))) {
      const posting = merged.get(term) ?? { ordinals: [], frequencies: [], lengths: [] };
      posting.ordinals.push(...ordinals);
      posting.frequencies.push(...frequencies);
      posting.lengths.push(...lengths);
      merged.set(term, posting);
    }
    await setImmediate();
  }
  const sorted = [...merged].sort(([one], [other]) => (one < other ? -1 : 1));
  return sorted.map(([term, posting]) => ({ term, ...posting }));
}

function under(title: string, { headings }: Chunk): readonly string[] {
  const same = headings.some((heading) => heading.toLowerCase() === title.toLowerCase());
  return same ? headings : [title, ...headings];
}
