/** Random cases of the promise that what a person may not see changes nothing in what they get. */

import { expect } from 'vitest';
import { type SearchDeps, type SearchResult, searchPassages } from '#domain/retrieval/index';
import { type RetrievalWorld, type TestBase, type TestDocument, testPrincipal } from '#domain/retrieval/testing';
import { systemClock } from '#kernel/clock';
import type { Id } from '#kernel/id';
import { seededNumbers } from '#kernel/random';

const WORDS = `contrato vacaciones plazo empleado pago factura cliente garantía horario oficina proveedor seguro
  contract holiday deadline employee payment invoice customer warranty schedule office supplier insurance
  ISO-27001 1.234,56 2024 Ana Madrid la de el the of and no is`.split(/\s+/);
const GROUPS = 4;
const MOST_DOCUMENTS = 8;

export interface InterferenceCase {
  readonly seed: number;
  readonly bases: readonly TestBase[];
  readonly memberGroups: readonly Id[];
  readonly query: string;
}

export function makeCase(seed: number): InterferenceCase {
  const next = seededNumbers(seed);
  const below = (limit: number) => Math.floor(next() * limit);
  const words = (least: number, most: number) =>
    Array.from({ length: least + below(most - least + 1) }, () => WORDS[below(WORDS.length)]).join(' ');
  const some = () => {
    const groups = Array.from({ length: GROUPS }, (_, number) => groupId(number)).filter(() => next() < 0.4);
    return groups.length > 0 ? groups : [groupId(below(GROUPS))];
  };
  const makeDocument = (name: string): TestDocument => ({
    name,
    groupIds: some(),
    language: next() < 0.5 ? 'es' : 'en',
    chunks: Array.from({ length: 1 + below(3) }, () => words(3, 25)),
    headings: next() < 0.3 ? [words(1, 3)] : [],
  });
  const bases = Array.from({ length: 1 + below(2) }, (_, base) => ({
    groupIds: some(),
    documents: Array.from({ length: 1 + below(MOST_DOCUMENTS) }, (_each, number) => makeDocument(`${base}-${number}`)),
  }));
  return { seed, bases, memberGroups: some(), query: words(1, 6) };
}

/** Searches a workspace that holds everything and one that holds only what is visible; both must answer the same. */
export async function checkCase(world: RetrievalWorld, each: InterferenceCase): Promise<number> {
  const whole = testPrincipal(each.memberGroups, workspaceId(each.seed, 1));
  const cut = testPrincipal(each.memberGroups, workspaceId(each.seed, 2));
  await world.add(whole, each.bases);
  await world.add(cut, visiblePart(each));
  const deps: SearchDeps = { ...world, clock: systemClock, embedder: null };
  const search = (principal: typeof whole) =>
    searchPassages(deps, { principal, query: each.query, knowledgeBaseIds: null, limit: 10 });
  const expected = seen(await search(cut));
  expect(seen(await search(whole)), `seed ${each.seed}`).toEqual(expected);
  return expected.passages.length;
}

function visiblePart({ bases, memberGroups }: InterferenceCase): readonly TestBase[] {
  const may = (groups: readonly Id[]) => groups.some((group) => memberGroups.includes(group));
  return bases
    .filter(({ groupIds }) => may(groupIds))
    .map((base) => ({ ...base, documents: base.documents.filter(({ groupIds }) => may(groupIds)) }));
}

/** Everything that the member gets, times and internal numbers left out. */
function seen({ passages, trace, language, indexVersion }: SearchResult) {
  return {
    ...{ language, indexVersion },
    passages: passages.map(({ document, start, end, text, score }) => ({ document, start, end, text, score })),
    trace: trace.map(({ stage, facts }) => ({ stage, facts })),
  };
}

function groupId(number: number): Id {
  return `00000000-0000-7000-8000-0000000000e${number}`;
}

function workspaceId(seed: number, part: number): Id {
  return `00000000-0000-7000-9${part.toString().padStart(3, '0')}-${seed.toString(16).padStart(12, '0')}`;
}
