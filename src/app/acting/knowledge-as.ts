/** Knowledge bases and documents as one principal sees and changes them. */

import { resolve } from 'node:path';
import { require } from '#domain/access/index';
import {
  applyPlan,
  createKnowledgeBase,
  findBoxes,
  findDocument,
  type IngestionDeps,
  listDocuments,
  listKnowledgeBases,
  planIngestion,
  pruneOriginals,
  readOriginal,
  readVersion,
  removeDocument,
  resolveKnowledgeBase,
  setDocumentGroups,
  setKnowledgeBaseGroups,
} from '#domain/knowledge/index';
import type { Principal } from '#kernel/principal';
import type { KnowledgeUseCases, Watch } from '../use-cases.ts';
import type { IngestRequest } from '../views/knowledge-views.ts';
import type { AccessParts } from './access-as.ts';
import { everyoneOf, groupsByName, resolveGroups } from './group-names.ts';
import type { QueueIngestion } from './jobs-as.ts';
import {
  viewContent,
  viewDocument,
  viewDocumentDetail,
  viewKnowledgeBase,
  viewPlannedChanges,
  viewReport,
} from './view-knowledge.ts';

export interface KnowledgeParts {
  readonly access: AccessParts;
  readonly knowledge: IngestionDeps;
  /** What a changed knowledge base needs afterwards. */
  readonly upkeep: (principal: Principal, signal?: AbortSignal) => Promise<void>;
}

export function knowledgeAs(parts: KnowledgeParts, principal: Principal, queue: QueueIngestion): KnowledgeUseCases {
  const { access, knowledge } = parts;
  const names = () => groupsByName(access, principal);
  const detail = async (documentId: string) => {
    const found = await findDocument(knowledge, { principal, documentId });
    return viewDocumentDetail(found, await names());
  };
  return {
    listBases: async () => {
      const known = await names();
      return (await listKnowledgeBases(knowledge, { principal })).map((base) => viewKnowledgeBase(base, known));
    },
    async createBase({ name, title, groups }) {
      const groupIds = groups ? await resolveGroups(access, principal, groups) : await everyoneOf(access, principal);
      const input = { principal, name, groupIds, ...(title !== undefined && { title }) };
      const made = await createKnowledgeBase(knowledge, input);
      return viewKnowledgeBase({ ...made, documents: 0, failed: 0 }, await names());
    },
    async setBaseGroups(knowledgeBase, groups) {
      const groupIds = await resolveGroups(access, principal, groups);
      const changed = await setKnowledgeBaseGroups(knowledge, { principal, knowledgeBase, groupIds });
      // Who takes it away from themselves is told what they did, and sees no more of it.
      const seen = (await listKnowledgeBases(knowledge, { principal })).find(({ id }) => id === changed.id);
      return viewKnowledgeBase(seen ?? { ...changed, documents: 0, failed: 0 }, await names());
    },
    async planPath(knowledgeBase, request, watch) {
      const input = await ingestionOf(parts, principal, knowledgeBase, request);
      const from = { ...input.from, assumed: request.assumed === true };
      return viewPlannedChanges(await planIngestion(knowledge, { principal, ...input, from, ...watch }));
    },
    ingestPath: (knowledgeBase, request, watch) => ingestPath(parts, principal, { knowledgeBase, request, watch }),
    async queuePath(knowledgeBase, request) {
      require(principal, 'knowledge.ingest-path');
      const { id } = await resolveKnowledgeBase(knowledge, { principal, knowledgeBase });
      return queue({ ...(await ingestionOf(parts, principal, id, request)), knowledgeBaseId: id });
    },
    async listDocuments(knowledgeBase, { query, state, after, limit }) {
      const page = await listDocuments(knowledge, {
        ...{ principal, knowledgeBase, limit },
        ...(query !== undefined && { query }),
        ...(state && { state }),
        ...(after !== undefined && { after }),
      });
      const known = await names();
      return { items: page.items.map((document) => viewDocument(document, known)), next: page.next };
    },
    findDocument: detail,
    async setDocumentGroups(documentId, groups) {
      const groupIds = await resolveGroups(access, principal, groups);
      await setDocumentGroups(knowledge, { principal, documentId, groupIds });
      return detail(documentId);
    },
    removeDocument: (documentId) => removeDocument(knowledge, { principal, documentId }),
    readContent: async (documentId, version) =>
      viewContent(await readVersion(knowledge, { principal, documentId, version })),
    findBoxes: async (documentId, version, start, end) => {
      const boxes = await findBoxes(knowledge, { principal, documentId, version, span: { start, end } });
      return boxes.map((box) => ({ ...box }));
    },
    readOriginal: async (documentId, version) => {
      const { fileName, mediaType, hash, bytes } = await readOriginal(knowledge, { principal, documentId, version });
      return { name: fileName, mediaType, hash, bytes };
    },
  };
}

/** Plans and applies at once, for who waits for it. */
async function ingestPath(
  parts: KnowledgeParts,
  principal: Principal,
  asked: { knowledgeBase: string; request: IngestRequest; watch: Watch | undefined },
) {
  const input = await ingestionOf(parts, principal, asked.knowledgeBase, asked.request);
  const started = parts.knowledge.clock.monotonic();
  const plan = await planIngestion(parts.knowledge, { principal, ...input, ...asked.watch });
  const report = await applyPlan(parts.knowledge, { principal, plan, ...asked.watch });
  const seconds = Math.round(parts.knowledge.clock.monotonic() - started) / 1000;
  if (report.added + report.changed + report.removed > 0) await parts.upkeep(principal, asked.watch?.signal);
  // Without a server nobody else would do it; that there are too many bytes fails no ingestion.
  if (report.removed > 0) await pruneOriginals(parts.knowledge).catch(() => undefined);
  return viewReport({ ...report, seconds });
}

/** As a job's payload has it. */
async function ingestionOf(
  { access }: KnowledgeParts,
  principal: Principal,
  knowledgeBase: string,
  { path, groups, removeMissing, retryFailed }: IngestRequest,
) {
  const groupIds = groups && (await resolveGroups(access, principal, groups));
  return {
    from: { path: resolve(path), knowledgeBase },
    ...(groupIds && { groupIds: [...groupIds] }),
    ...(removeMissing && { removeMissing }),
    ...(retryFailed && { retryFailed }),
  };
}
