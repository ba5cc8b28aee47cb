/** The knowledge store in memory: the reference for what the one in the database must do. For tests. */

import type { Id } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import { onRollback } from '#kernel/testing';
import type { WriteTx } from '#kernel/transact';
import { documentChangedMeanwhile } from '../errors.ts';
import type {
  Document,
  DocumentFailure,
  DocumentPlace,
  KnowledgeBase,
  KnowledgeStore,
  NewVersion,
  Source,
} from '../ports.ts';

export interface StoredDocument {
  readonly document: Document;
  readonly triedHash: string;
  readonly triedPipeline: string;
  /** In order; the last one is current. */
  readonly versions: readonly NewVersion[];
}

export interface MemoryKnowledgeStore extends KnowledgeStore {
  /** Everything stored, without regard to permission. */
  readonly documents: () => readonly StoredDocument[];
}

interface State {
  readonly knowledgeBases: Map<Id, KnowledgeBase>;
  readonly sources: Map<Id, Source>;
  readonly documents: Map<Id, StoredDocument>;
  /** How often what an audience sees of a knowledge base changed, by both. */
  readonly moves: Map<
    string,
    { readonly knowledgeBaseId: Id; readonly groupIds: readonly Id[]; readonly count: number }
  >;
}

export function createMemoryKnowledgeStore(): MemoryKnowledgeStore {
  let state: State = { knowledgeBases: new Map(), sources: new Map(), documents: new Map(), moves: new Map() };
  const change = (tx: WriteTx): State => {
    const before = state;
    onRollback(tx, () => {
      state = before;
    });
    state = {
      knowledgeBases: new Map(before.knowledgeBases),
      sources: new Map(before.sources),
      documents: new Map(before.documents),
      moves: new Map(before.moves),
    };
    return state;
  };
  return {
    documents: () => [...state.documents.values()],
    ...bases(() => state, change),
    ...changes(() => state, change),
    ...reads(() => state),
  };
}

type Look = () => State;
type Change = (tx: WriteTx) => State;

function shares(one: readonly Id[], other: readonly Id[]): boolean {
  return one.some((id) => other.includes(id));
}

function distinct(ids: readonly Id[]): Id[] {
  return [...new Set(ids)].sort();
}

function seesBase(principal: Principal, base: KnowledgeBase | undefined): base is KnowledgeBase {
  return base?.workspaceId === principal.workspaceId && shares(principal.groupIds, base.groupIds);
}

function asSeenBy({ moves }: State, principal: Principal, base: KnowledgeBase): KnowledgeBase {
  const noticed = [...moves.values()]
    .filter(({ knowledgeBaseId, groupIds }) => knowledgeBaseId === base.id && shares(groupIds, principal.groupIds))
    .reduce((sum, { count }) => sum + count, 0);
  return { ...base, indexVersion: base.indexVersion + noticed };
}

function byName(one: { name: string; id: Id }, other: { name: string; id: Id }): number {
  return (
    Buffer.compare(Buffer.from(one.name), Buffer.from(other.name)) ||
    Buffer.compare(Buffer.from(one.id), Buffer.from(other.id))
  );
}

type BaseMethods =
  | 'createKnowledgeBase'
  | 'setKnowledgeBaseGroups'
  | 'listKnowledgeBases'
  | 'findKnowledgeBase'
  | 'ensureSource'
  | 'adoptSource'
  | 'listSources';

function bases(look: Look, change: Change): Pick<KnowledgeStore, BaseMethods> {
  return {
    createKnowledgeBase: async (tx, base) => {
      const taken = [...look().knowledgeBases.values()].some(
        ({ workspaceId, name }) => workspaceId === base.workspaceId && name === base.name,
      );
      if (!taken) change(tx).knowledgeBases.set(base.id, { ...base, groupIds: distinct(base.groupIds) });
      return !taken;
    },
    setKnowledgeBaseGroups: async (tx, id, groupIds) => {
      const { knowledgeBases } = change(tx);
      const base = knowledgeBases.get(id);
      if (base) knowledgeBases.set(id, { ...base, groupIds: distinct(groupIds), indexVersion: base.indexVersion + 1 });
    },
    listKnowledgeBases: async (_tx, principal) =>
      [...look().knowledgeBases.values()]
        .filter((base) => seesBase(principal, base))
        .sort(byName)
        .map((base) => asSeenBy(look(), principal, base)),
    findKnowledgeBase: async (_tx, principal, idOrName) => {
      const found = [...look().knowledgeBases.values()].find(
        (base) => (base.id === idOrName || base.name === idOrName) && seesBase(principal, base),
      );
      return found ? asSeenBy(look(), principal, found) : null;
    },
    ensureSource: async (tx, source) => {
      const same = [...look().sources.values()].find(
        ({ knowledgeBaseId, location }) => knowledgeBaseId === source.knowledgeBaseId && location === source.location,
      );
      if (!same) change(tx).sources.set(source.id, source);
      return same ?? source;
    },
    adoptSource: async (tx, sourceId, into, prefix) => {
      const { documents, sources } = change(tx);
      const stored = [...documents.values()];
      const names = new Set(
        stored.filter(({ document }) => document.sourceId === into.id).map((one) => one.document.name),
      );
      for (const one of stored.filter(({ document }) => document.sourceId === sourceId)) {
        const name = `${prefix}${one.document.name}`;
        if (names.has(name)) throw documentChangedMeanwhile();
        documents.set(one.document.id, { ...one, document: { ...one.document, sourceId: into.id, name } });
      }
      sources.delete(sourceId);
    },
    listSources: async (_tx, knowledgeBaseId) =>
      [...look().sources.values()].filter((source) => source.knowledgeBaseId === knowledgeBaseId),
  };
}

type ChangeMethods =
  | 'keptOriginals'
  | 'fingerprints'
  | 'saveVersion'
  | 'saveFailure'
  | 'removeDocument'
  | 'setDocumentGroups';

function changes(look: Look, change: Change): Pick<KnowledgeStore, ChangeMethods> {
  const moveIndex = ({ moves }: State, knowledgeBaseId: Id, ...audiences: (readonly Id[] | undefined)[]) => {
    const keys = new Map(audiences.flatMap((ids) => (ids ? [[distinct(ids).join(), distinct(ids)] as const] : [])));
    for (const [key, groupIds] of keys) {
      const count = (moves.get(`${knowledgeBaseId} ${key}`)?.count ?? 0) + 1;
      moves.set(`${knowledgeBaseId} ${key}`, { knowledgeBaseId, groupIds, count });
    }
  };
  return {
    keptOriginals: async (_tx, hashes) => {
      const kept = [...look().documents.values()].flatMap(({ triedHash, versions }) => [
        triedHash,
        ...versions.map(({ version }) => version.originalHash),
      ]);
      return new Set(kept.filter((hash) => hashes.includes(hash)));
    },
    fingerprints: async (_tx, sourceId) =>
      [...look().documents.values()]
        .filter(({ document }) => document.sourceId === sourceId)
        .map(({ document, triedHash, triedPipeline }) => ({
          documentId: document.id,
          name: document.name,
          originalHash: triedHash,
          pipeline: triedPipeline,
          failed: document.state === 'failed',
          groupIds: document.groupIds,
          version: document.version,
          sizeBytes: document.sizeBytes,
        })),
    saveVersion: async (tx, place, added) => {
      const before = placeIn(look(), place);
      if (added.version.number !== (before?.document.version ?? 0) + 1) throw documentChangedMeanwhile();
      const state = change(tx);
      state.documents.set(place.id, withVersion(before, place, added));
      moveIndex(state, place.knowledgeBaseId, place.groupIds, before?.document.groupIds);
    },
    saveFailure: async (tx, place, failure) => {
      const before = placeIn(look(), place);
      const state = change(tx);
      state.documents.set(place.id, withFailure(before, place, failure));
      if (before && before.document.chunkCount > 0 && !same(before.document.groupIds, place.groupIds))
        moveIndex(state, place.knowledgeBaseId, place.groupIds, before.document.groupIds);
    },
    removeDocument: async (tx, documentId) => {
      const state = change(tx);
      const before = state.documents.get(documentId);
      state.documents.delete(documentId);
      if (before) moveIndex(state, before.document.knowledgeBaseId, before.document.groupIds);
    },
    setDocumentGroups: async (tx, documentId, groupIds) => {
      const before = look().documents.get(documentId);
      if (!before || same(before.document.groupIds, groupIds)) return;
      const state = change(tx);
      state.documents.set(documentId, {
        ...before,
        document: { ...before.document, groupIds: distinct(groupIds) },
      });
      moveIndex(state, before.document.knowledgeBaseId, before.document.groupIds, groupIds);
    },
  };
}

function same(one: readonly Id[], other: readonly Id[]): boolean {
  return distinct(one).join() === distinct(other).join();
}

function placeIn({ documents }: State, place: DocumentPlace): StoredDocument | undefined {
  for (const stored of documents.values())
    if (stored.document.sourceId === place.sourceId && stored.document.name === place.name) {
      if (stored.document.id !== place.id) throw documentChangedMeanwhile();
      return stored;
    }
  if (documents.has(place.id)) throw documentChangedMeanwhile();
  return undefined;
}

function withVersion(before: StoredDocument | undefined, place: DocumentPlace, added: NewVersion): StoredDocument {
  const { version, chunks } = added;
  const { title, language, mediaType, pageCount, sizeBytes } = version;
  return {
    triedHash: version.originalHash,
    triedPipeline: version.pipeline,
    versions: [...(before?.versions ?? []), added],
    document: {
      ...place,
      groupIds: distinct(place.groupIds),
      state: 'ready',
      failure: null,
      version: version.number,
      title,
      language,
      mediaType,
      pageCount,
      sizeBytes,
      chunkCount: chunks.length,
      updatedAt: version.createdAt,
    },
  };
}

function withFailure(
  before: StoredDocument | undefined,
  place: DocumentPlace,
  { code, message, remedy, originalHash, pipeline, mediaType, sizeBytes, at }: DocumentFailure,
): StoredDocument {
  const title = place.name.slice(place.name.lastIndexOf('/') + 1);
  const empty = { version: 0, title, language: null, mediaType, pageCount: null, sizeBytes, chunkCount: 0 };
  return {
    triedHash: originalHash,
    triedPipeline: pipeline,
    versions: before?.versions ?? [],
    document: {
      ...(before && before.document.version > 0 ? before.document : empty),
      ...place,
      groupIds: distinct(place.groupIds),
      state: 'failed',
      failure: { code, message, remedy },
      updatedAt: at,
    },
  };
}

type ReadMethods = 'listDocuments' | 'countDocuments' | 'findDocument' | 'listVersions' | 'readVersion' | 'listChunks';

function reads(look: Look): Pick<KnowledgeStore, ReadMethods> {
  const visible = (principal: Principal) =>
    [...look().documents.values()].filter(
      ({ document }) =>
        seesBase(principal, look().knowledgeBases.get(document.knowledgeBaseId)) &&
        shares(principal.groupIds, document.groupIds),
    );
  const find = (principal: Principal, id: Id) => visible(principal).find(({ document }) => document.id === id);
  return {
    listDocuments: async (_tx, principal, { knowledgeBaseIds, query, state, after, limit }) =>
      visible(principal)
        .map(({ document }) => document)
        .filter((one) => knowledgeBaseIds?.includes(one.knowledgeBaseId) ?? true)
        .filter((one) => state === undefined || one.state === state)
        .filter((one) => query === undefined || contains(one.name, query) || contains(one.title, query))
        .sort(byName)
        .filter((one) => after === undefined || byName(one, after) > 0)
        .slice(0, limit),
    countDocuments: async (_tx, principal) => {
      const counts = new Map<Id, { documents: number; failed: number }>();
      for (const { document } of visible(principal)) {
        const count = counts.get(document.knowledgeBaseId) ?? { documents: 0, failed: 0 };
        count.documents += 1;
        if (document.state === 'failed') count.failed += 1;
        counts.set(document.knowledgeBaseId, count);
      }
      return counts;
    },
    findDocument: async (_tx, principal, id) => find(principal, id)?.document ?? null,
    listVersions: async (_tx, principal, id) => (find(principal, id)?.versions ?? []).map(({ version }) => version),
    readVersion: async (_tx, principal, id, number) => {
      const stored = find(principal, id);
      const found = stored?.versions.find(({ version }) => version.number === number);
      if (!stored || !found) return null;
      const { version, text, blocks, boxes, pages } = found;
      return { name: stored.document.name, version, text, blocks, boxes, pages };
    },
    listChunks: async (_tx, principal, id) => find(principal, id)?.versions.at(-1)?.chunks ?? [],
  };
}

function contains(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}
