/** Everything that a search reads of one knowledge base, in one comparable value. For tests. */

import type { Id } from '#kernel/id';
import type { DocumentPosting } from '../document.ts';
import type { NewVersion } from '../ports.ts';

export interface IndexSnapshot {
  /** Audiences that hold anything, ordered by their groups. */
  readonly audiences: readonly {
    readonly groupIds: readonly Id[];
    readonly chunks: number;
    readonly totalLength: number;
    /** Chunks by term, ordered by term. */
    readonly terms: readonly (readonly [term: string, chunks: number])[];
  }[];
  /** Ordered by document and ordinal. */
  readonly chunks: readonly { readonly documentId: Id; readonly ordinal: number; readonly groupIds: readonly Id[] }[];
  /** Ordered by document and term. */
  readonly postings: readonly (DocumentPosting & { readonly documentId: Id; readonly groupIds: readonly Id[] })[];
}

export interface SnapshotDocument {
  readonly id: Id;
  readonly groupIds: readonly Id[];
  readonly current: Pick<NewVersion, 'chunks' | 'postings'>;
}

/** From scratch, by counting: what any sequence of changes that ends with these documents must leave behind. */
export function countSnapshot(documents: readonly SnapshotDocument[]): IndexSnapshot {
  const ordered = documents
    .map((one) => ({ ...one, groupIds: [...new Set(one.groupIds)].sort() }))
    .toSorted((one, other) => compare(one.id, other.id));
  const keys = [...new Set(ordered.filter(({ current }) => current.chunks.length > 0).map(keyOf))].sort();
  return {
    audiences: keys.map((key) => countAudience(ordered.filter((one) => keyOf(one) === key))),
    chunks: ordered.flatMap(({ id, groupIds, current }) =>
      current.chunks.map(({ ordinal }) => ({ documentId: id, ordinal, groupIds })),
    ),
    postings: ordered.flatMap(({ id, groupIds, current }) =>
      current.postings
        .toSorted((one, other) => compare(one.term, other.term))
        .map((posting) => ({ documentId: id, groupIds, ...posting })),
    ),
  };
}

function countAudience(documents: readonly SnapshotDocument[]): IndexSnapshot['audiences'][number] {
  const terms = new Map<string, number>();
  let totalLength = 0;
  for (const { current } of documents) {
    const lengths = new Map<number, number>();
    for (const { term, ordinals, lengths: given } of current.postings) {
      terms.set(term, (terms.get(term) ?? 0) + ordinals.length);
      for (const [position, ordinal] of ordinals.entries()) lengths.set(ordinal, given[position] ?? 0);
    }
    for (const length of lengths.values()) totalLength += length;
  }
  return {
    groupIds: documents[0]?.groupIds ?? [],
    chunks: documents.reduce((sum, { current }) => sum + current.chunks.length, 0),
    totalLength,
    terms: [...terms].sort(([one], [other]) => compare(one, other)),
  };
}

function keyOf({ groupIds }: SnapshotDocument): string {
  return groupIds.join();
}

function compare(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
