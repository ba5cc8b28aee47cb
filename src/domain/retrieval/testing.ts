/** Indexes in memory, and the suite that every implementation of the retrieval ports passes. */

import { beforeAll, describe, expect, test } from 'vitest';
import { countTerms } from '#domain/language/index';
import type { Id } from '#kernel/id';
import type { Language } from '#kernel/language';
import type { Principal } from '#kernel/principal';
import type { Database, WriteTx } from '#kernel/transact';
import { bm25Contribution, inverseDocumentFrequency, quantise } from './bm25.ts';
import type {
  ChunkKey,
  EmbeddingSpace,
  LexicalIndex,
  PassageRecord,
  PassageStore,
  ScoredChunk,
  SearchScope,
  TermStatistics,
  VectorIndex,
} from './ports.ts';
import { byScore } from './rescore.ts';

export interface TestDocument {
  readonly name: string;
  readonly groupIds: readonly Id[];
  readonly language: Language;
  readonly chunks: readonly string[];
  readonly headings?: readonly string[];
}

export interface TestBase {
  readonly groupIds: readonly Id[];
  readonly documents: readonly TestDocument[];
}

export interface RetrievalWorld {
  readonly database: Database;
  readonly lexicalIndex: LexicalIndex;
  readonly vectorIndex: VectorIndex;
  readonly passages: PassageStore;
  /** Adds knowledge bases to the principal's workspace and gives their ids; numbers rise in the order given. */
  add(principal: Principal, bases: readonly TestBase[]): Promise<readonly Id[]>;
}

interface MemoryChunk extends PassageRecord {
  readonly workspaceId: Id;
  readonly baseGroupIds: readonly Id[];
  readonly groupIds: readonly Id[];
  readonly frequencies: ReadonlyMap<string, number>;
  readonly length: number;
}

const GAP = '\n\n';

export function createMemoryRetrieval(database: Database): RetrievalWorld {
  const chunks: MemoryChunk[] = [];
  const texts = new Map<number, { version: number; text: string }>();
  const state = { documents: 0, bases: 0 };
  const visible = (scope: SearchScope) => chunks.filter((chunk) => isVisible(chunk, scope));
  return {
    database,
    lexicalIndex: memoryLexicalIndex(visible),
    vectorIndex: memoryVectorIndex(chunks, visible),
    passages: memoryPassages(visible, texts),
    add: async (principal, bases) =>
      bases.map((base) => {
        state.bases += 1;
        const knowledgeBaseId = numberedId(state.bases);
        for (const document of base.documents) {
          state.documents += 1;
          texts.set(state.documents, { version: 1, text: document.chunks.join(GAP) });
          chunks.push(...chunksOf(principal.workspaceId, knowledgeBaseId, base, document, state.documents));
        }
        return knowledgeBaseId;
      }),
  };
}

function chunksOf(
  workspaceId: Id,
  knowledgeBaseId: Id,
  base: TestBase,
  { name, groupIds, language, chunks, headings = [] }: TestDocument,
  document: number,
): readonly MemoryChunk[] {
  let start = 0;
  return chunks.map((text, ordinal) => {
    const end = start + text.length;
    const place = { document, ordinal, documentId: numberedId(1_000 + document), knowledgeBaseId, name, title: name };
    const span = { version: 1, start, end, text, headings, language, pageStart: null, pageEnd: null };
    start = end + GAP.length;
    const { frequencies, length } = countTerms({ ordinal, text, headings, language });
    return { ...place, ...span, workspaceId, baseGroupIds: base.groupIds, groupIds, frequencies, length };
  });
}

function isVisible(chunk: MemoryChunk, { principal, knowledgeBaseIds }: SearchScope): boolean {
  const may = (groups: readonly Id[]) => groups.some((group) => principal.groupIds.includes(group));
  const asked = knowledgeBaseIds === null || knowledgeBaseIds.includes(chunk.knowledgeBaseId);
  return asked && chunk.workspaceId === principal.workspaceId && may(chunk.baseGroupIds) && may(chunk.groupIds);
}

type Visible = (scope: SearchScope) => readonly MemoryChunk[];

function memoryLexicalIndex(visible: Visible): LexicalIndex {
  const count = (scope: SearchScope, terms: readonly string[]): TermStatistics => {
    const chunks = visible(scope);
    const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    const frequencies = new Map<string, number>();
    for (const term of new Set(terms)) {
      const frequency = chunks.filter((chunk) => chunk.frequencies.has(term)).length;
      if (frequency > 0) frequencies.set(term, frequency);
    }
    return { chunks: chunks.length, meanLength: chunks.length === 0 ? 0 : length / chunks.length, frequencies };
  };
  return {
    statistics: async (_tx, scope, terms) => count(scope, terms),
    search: async (_tx, scope, terms, parameters, limit) => {
      const statistics = count(
        scope,
        terms.map(({ term }) => term),
      );
      const scored = visible(scope).map(({ document, ordinal, frequencies, length }) => {
        let score = 0;
        for (const { term, weight } of terms) {
          const frequency = frequencies.get(term);
          if (frequency === undefined) continue;
          const idf = weight * inverseDocumentFrequency(statistics.chunks, statistics.frequencies.get(term) ?? 0);
          score += quantise(bm25Contribution(idf, frequency, length, statistics.meanLength, parameters));
        }
        return { document, ordinal, score };
      });
      return scored
        .filter(({ score }) => score > 0)
        .sort(byScore)
        .slice(0, limit);
    },
  };
}

function memoryVectorIndex(chunks: readonly MemoryChunk[], visible: Visible): VectorIndex {
  const spaces: (EmbeddingSpace & { readonly workspaceId: Id })[] = [];
  const vectors = new Map<string, Float32Array>();
  const key = (spaceId: Id, { document, ordinal }: ChunkKey) => `${spaceId} ${document} ${ordinal}`;
  const find = (workspaceId: Id, model: string, dimensions: number) => {
    const space = spaces.find(
      (each) => each.workspaceId === workspaceId && each.model === model && each.dimensions === dimensions,
    );
    return space ? { id: space.id, model, dimensions } : null;
  };
  const compare = (scope: SearchScope, spaceId: Id, vector: Float32Array): ScoredChunk[] =>
    visible(scope).flatMap(({ document, ordinal }) => {
      const known = vectors.get(key(spaceId, { document, ordinal }));
      return known ? [{ document, ordinal, score: cosine(known, vector) }] : [];
    });
  return {
    findSpace: async (_tx, workspaceId, model, dimensions) => find(workspaceId, model, dimensions),
    ensureSpace: async (_tx: WriteTx, workspaceId, space) => {
      const known = find(workspaceId, space.model, space.dimensions);
      if (!known) spaces.push({ ...space, workspaceId });
      return known ?? space;
    },
    missing: async (_tx, workspaceId, spaceId, limit) =>
      chunks
        .filter((chunk) => chunk.workspaceId === workspaceId && !vectors.has(key(spaceId, chunk)))
        .map(({ document, ordinal, text }) => ({ document, ordinal, text }))
        .slice(0, limit),
    save: async (_tx, spaceId, rows) => {
      for (const row of rows)
        if (chunks.some((chunk) => key('', chunk) === key('', row) && chunk.text === row.text))
          vectors.set(key(spaceId, row), row.vector);
    },
    search: async (_tx, scope, spaceId, vector, limit) => compare(scope, spaceId, vector).sort(byScore).slice(0, limit),
    similarities: async (_tx, scope, spaceId, vector, keys) => {
      const asked = new Set(keys.map((each) => key('', each)));
      return compare(scope, spaceId, vector)
        .filter((chunk) => asked.has(key('', chunk)))
        .sort(byScore);
    },
  };
}

function memoryPassages(visible: Visible, texts: ReadonlyMap<number, { version: number; text: string }>): PassageStore {
  return {
    load: async (_tx, scope, keys) => {
      const chunks = visible(scope);
      return keys.flatMap(({ document, ordinal }) => {
        const found = chunks.find((chunk) => chunk.document === document && chunk.ordinal === ordinal);
        return found ? [recordOf(found)] : [];
      });
    },
    texts: async (_tx, scope, documents) => {
      const seen = new Set(visible(scope).map(({ document }) => document));
      return new Map([...texts].filter(([document]) => seen.has(document) && documents.includes(document)));
    },
    indexVersion: async () => 0,
  };
}

function recordOf(chunk: MemoryChunk): PassageRecord {
  const { workspaceId, baseGroupIds, groupIds, frequencies, length, ...record } = chunk;
  return record;
}

function cosine(left: Float32Array, right: Float32Array): number {
  let product = 0;
  for (let index = 0; index < left.length; index += 1) product += (left[index] ?? 0) * (right[index] ?? 0);
  return product / (Math.hypot(...left) * Math.hypot(...right));
}

function numberedId(number: number): Id {
  return `00000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
}

const WORKSPACE = numberedId(0xa1);
const ELSEWHERE = numberedId(0xa2);
const [STAFF, BOARD, GUESTS] = [numberedId(0xb1), numberedId(0xb2), numberedId(0xb3)];

export function testPrincipal(groupIds: readonly Id[], workspaceId: Id = WORKSPACE): Principal {
  return { kind: 'account', id: numberedId(0xc1), workspaceId, role: 'member', groupIds };
}

const POLICIES: TestBase = {
  groupIds: [STAFF, BOARD],
  documents: [
    {
      name: 'vacaciones.md',
      groupIds: [STAFF],
      language: 'es',
      chunks: [
        'Cada empleado tiene veintitrés días de vacaciones.',
        'Las vacaciones se piden con un mes de antelación.',
      ],
      headings: ['Permisos'],
    },
    {
      name: 'board.md',
      groupIds: [BOARD],
      language: 'en',
      chunks: ['The board plans vacations and bonuses in secret.'],
    },
    {
      name: 'travel.md',
      groupIds: [STAFF, GUESTS],
      language: 'en',
      chunks: ['Travel costs are paid within ten days.'],
    },
  ],
};
const GUEST_BASE: TestBase = {
  groupIds: [GUESTS],
  documents: [{ name: 'welcome.md', groupIds: [GUESTS], language: 'en', chunks: ['Welcome, travel safely.'] }],
};

/** Runs against an empty world each. */
export function describeRetrieval(name: string, open: () => Promise<RetrievalWorld>): void {
  describe(name, () => {
    const world = {} as { current: RetrievalWorld; bases: readonly Id[] };
    const k = { k1: 1.2, b: 0.75 };
    const scope = (groupIds: readonly Id[], knowledgeBaseIds: readonly Id[] | null = null): SearchScope => ({
      principal: testPrincipal(groupIds),
      knowledgeBaseIds,
    });
    const find = (where: SearchScope, ...terms: string[]) =>
      world.current.database.read(where.principal, (tx) =>
        world.current.lexicalIndex.search(
          tx,
          where,
          terms.map((term) => ({ term, weight: 1 })),
          k,
          10,
        ),
      );
    const names = async (where: SearchScope, keys: readonly ChunkKey[]) => {
      const { database, passages } = world.current;
      const records = await database.read(where.principal, (tx) => passages.load(tx, where, keys));
      return records.map((record) => `${record.name} ${record.ordinal}`);
    };
    beforeAll(async () => {
      world.current = await open();
      world.bases = await world.current.add(testPrincipal([STAFF]), [POLICIES, GUEST_BASE]);
      await world.current.add(testPrincipal([STAFF], ELSEWHERE), [POLICIES]);
    });

    test('statistics count what the principal may see and nothing else', async () => {
      const { database, lexicalIndex } = world.current;
      const count = (where: SearchScope) =>
        database.read(where.principal, (tx) => lexicalIndex.statistics(tx, where, ['vacacion', 'vacat', 'travel']));
      const staff = await count(scope([STAFF]));
      expect(staff.chunks).toBe(3);
      expect([...staff.frequencies].sort()).toEqual([
        ['travel', 1],
        ['vacacion', 2],
      ]);
      const board = await count(scope([BOARD]));
      expect(board.chunks).toBe(1);
      expect([...board.frequencies]).toEqual([['vacat', 1]]);
      expect(await count(scope([]))).toEqual({ chunks: 0, meanLength: 0, frequencies: new Map() });
    });

    test('a document needs a group of its own and one of its knowledge base', async () => {
      expect(await names(scope([GUESTS]), await find(scope([GUESTS]), 'travel'))).toEqual(['welcome.md 0']);
      const both = await find(scope([GUESTS, STAFF]), 'travel');
      expect((await names(scope([GUESTS, STAFF]), both)).sort()).toEqual(['travel.md 0', 'welcome.md 0']);
    });

    test('another workspace is never searched', async () => {
      const foreign: SearchScope = { principal: testPrincipal([STAFF], ELSEWHERE), knowledgeBaseIds: world.bases };
      expect(await find(foreign, 'travel')).toEqual([]);
      expect(await find(scope([STAFF]), 'travel')).toHaveLength(1);
    });

    test('only the knowledge bases asked for are searched', async () => {
      const where = scope([GUESTS, STAFF], world.bases.slice(1));
      expect(await names(where, await find(where, 'travel'))).toEqual(['welcome.md 0']);
      expect(await find(scope([GUESTS, STAFF], []), 'travel')).toEqual([]);
    });

    test('scores are those of the formula, best first, and terms in headings count', async () => {
      const where = scope([STAFF]);
      const found = await find(where, 'vacacion', 'empl');
      expect(await names(where, found)).toEqual(['vacaciones.md 0', 'vacaciones.md 1']);
      const scores = found.map(({ score }) => score);
      expect(scores).toEqual(scores.map(quantise));
      expect(await names(where, await find(where, 'permis'))).toHaveLength(2);
    });

    test('what may not be seen is not loaded, even by its number', async () => {
      const [hidden] = await find(scope([BOARD]), 'vacat');
      expect(hidden).toBeDefined();
      expect(await names(scope([STAFF]), hidden ? [hidden] : [])).toEqual([]);
      const { database, passages } = world.current;
      const seen = await database.read(testPrincipal([STAFF]), (tx) =>
        passages.texts(tx, scope([STAFF]), hidden ? [hidden.document] : []),
      );
      expect(seen.size).toBe(0);
    });

    test('a chunk is exactly the stored text at its offsets', async () => {
      const where = scope([STAFF]);
      const keys = await find(where, 'vacacion', 'travel');
      const { database, passages } = world.current;
      await database.read(where.principal, async (tx) => {
        const records = await passages.load(tx, where, keys);
        const texts = await passages.texts(
          tx,
          where,
          records.map(({ document }) => document),
        );
        expect(records).toHaveLength(3);
        for (const { document, start, end, text } of records)
          expect(texts.get(document)?.text.slice(start, end)).toBe(text);
      });
    });

    test('vectors are found by similarity, and only where the chunk may be seen', async () => {
      const { database, vectorIndex } = world.current;
      const principal = testPrincipal([STAFF]);
      const space = { id: numberedId(0xd1), model: 'test', dimensions: 3 };
      const act = { action: 'test.embed' };
      await database.transact(principal, act, (tx) => vectorIndex.ensureSpace(tx, WORKSPACE, space));
      const again = { ...space, id: numberedId(0xd2) };
      expect(await database.transact(principal, act, (tx) => vectorIndex.ensureSpace(tx, WORKSPACE, again))).toEqual(
        space,
      );
      const missing = await database.read(principal, (tx) => vectorIndex.missing(tx, WORKSPACE, space.id, 100));
      expect(missing).toHaveLength(5);
      const rows = missing.map((chunk, index) => ({ ...chunk, vector: Float32Array.from([1, index, 0]) }));
      await database.transact(principal, act, (tx) =>
        vectorIndex.save(tx, space.id, [...rows.slice(1), { ...rows[0], text: 'changed since' } as (typeof rows)[0]]),
      );
      const left = await database.read(principal, (tx) => vectorIndex.missing(tx, WORKSPACE, space.id, 100));
      expect(left).toEqual(missing.slice(0, 1));

      const query = Float32Array.from([0, 1, 0]);
      const where = scope([STAFF]);
      const nearest = await database.read(principal, (tx) => vectorIndex.search(tx, where, space.id, query, 10));
      expect(await names(where, nearest)).toEqual(['travel.md 0', 'vacaciones.md 1']);
      expect(nearest[0]?.score).toBeCloseTo(3 / Math.sqrt(10), 6);
      const board = await database.read(principal, (tx) =>
        vectorIndex.similarities(tx, scope([BOARD]), space.id, query, missing),
      );
      expect(board.map(({ document }) => document)).toEqual([missing[2]?.document]);
    });
  });
}
