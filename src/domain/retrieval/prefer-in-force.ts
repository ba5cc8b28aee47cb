/**
 * Of several editions of one document the one in force comes first.
 *
 * Two documents of a knowledge base are editions of one when their names or their titles are the same but for a year,
 * a version or a word such as "edition". The later is the one that says so (year, then version), or the one that does
 * not say that it was replaced. A chunk of the earlier one gives way to a chunk of the later one that answers the
 * question about as well and, unless the earlier document says itself that it was replaced, has most of its words:
 * the two change places. It stays in the ranking, marked, and it keeps its place when the question names its edition.
 */

import { analyse } from '#domain/language/index';
import type { Id } from '#kernel/id';
import { asksFor, compareEditions, type Edition, familyNames, readEdition } from './edition.ts';
import type { PassageRecord } from './ports.ts';

interface Ranked extends PassageRecord {
  readonly score: number;
}

export type InForce<T> = T & { readonly supersededBy?: Id };

/** Least score of the later chunk, as a share of that of the earlier one; less when that one was surely replaced. */
const COMPARABLE = 0.5;
const COMPARABLE_TO_REPLACED = 0.2;
/** Share of the words of the shorter chunk that the other one has too. */
const SAME_MATTER = 0.5;

/** Documents that have a relative among the candidates, by number. */
export function findRelatives<T extends Ranked>(ranked: readonly T[]): ReadonlyMap<number, T> {
  const documents = [...new Map(ranked.map((chunk) => [chunk.document, chunk])).values()];
  return new Map(
    documents
      .filter((one) => documents.some((other) => one.document !== other.document && related(one, other)))
      .map((one) => [one.document, one]),
  );
}

function related(one: Ranked, other: Ranked): boolean {
  if (one.knowledgeBaseId !== other.knowledgeBaseId) return false;
  const [left, right] = [familyNames(one), familyNames(other)];
  return (left.name !== '' && left.name === right.name) || (left.title !== '' && left.title === right.title);
}

/**
 * @param openings the beginning of each relative's text, by number of the document
 * @param ranked best first
 */
export function preferInForce<T extends Ranked>(
  question: string,
  ranked: readonly T[],
  openings: ReadonlyMap<number, string>,
  currentYear: number,
): readonly InForce<T>[] {
  const relatives = findRelatives(ranked);
  const editions = new Map(
    [...relatives].map(([document, one]) => [document, readEdition(one, openings.get(document) ?? '', currentYear)]),
  );
  const order: InForce<T>[] = [...ranked];
  for (const chunk of ranked) {
    const own = editions.get(chunk.document);
    if (own === undefined || asksFor(question, own)) continue;
    const at = order.findIndex((one) => isSame(one, chunk));
    const place = order[at] ?? chunk;
    const later = order.findIndex((one) => {
      const its = editions.get(one.document);
      return its !== undefined && isInForce(its, own, currentYear) && standsFor(one, place, own);
    });
    const winner = order[later];
    if (winner === undefined) continue;
    const marked = { ...chunk, supersededBy: winner.documentId };
    if (later < at) order[at] = { ...marked, score: place.score };
    else {
      order[at] = { ...winner, score: place.score };
      order[later] = { ...marked, score: winner.score };
    }
  }
  return order;
}

function isInForce(edition: Edition, earlier: Edition, currentYear: number): boolean {
  return (edition.year ?? 0) <= currentYear && compareEditions(edition, earlier) > 0;
}

function isSame(one: Ranked, other: Ranked): boolean {
  return one.document === other.document && one.ordinal === other.ordinal;
}

function standsFor(later: Ranked, earlier: Ranked, { superseded }: Edition): boolean {
  const share = superseded ? COMPARABLE_TO_REPLACED : COMPARABLE;
  if (!related(later, earlier) || later.score < share * earlier.score) return false;
  return superseded || sharedWords(later, earlier) >= SAME_MATTER;
}

function sharedWords(one: Ranked, other: Ranked): number {
  const words = ({ text, language }: Ranked) =>
    new Set(analyse(text, language).flatMap(({ term }) => (/\d/.test(term) ? [] : [term])));
  const [left, right] = [words(one), words(other)];
  const smaller = Math.min(left.size, right.size);
  return smaller === 0 ? 0 : [...left].filter((word) => right.has(word)).length / smaller;
}
