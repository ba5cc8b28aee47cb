/** Joins stores, adapters and settings into what each domain's use cases are given. */

import { join } from 'node:path';
import { createAccessStore } from '#adapters/database/access-store';
import { createFeedbackStore } from '#adapters/database/feedback-store';
import { createInteractionStore } from '#adapters/database/interaction-store';
import { createJobQueue } from '#adapters/database/job-queue';
import { createKnowledgeStore } from '#adapters/database/knowledge-store';
import { createLexicalIndex } from '#adapters/database/lexical-index';
import { createPassageStore } from '#adapters/database/passage-store';
import { createVectorIndex } from '#adapters/database/vector-index';
import { createBlobStore } from '#adapters/files/blob-store';
import { createSourceReader } from '#adapters/files/source-reader';
import { createUploadStage } from '#adapters/files/upload-stage';
import { refreshPrincipal } from '#domain/access/index';
import { DEFAULT_INGESTION_LIMITS, type IngestionDeps } from '#domain/knowledge/index';
import { type SearchDeps, searchPassages } from '#domain/retrieval/index';
import { type Principal, systemPrincipal } from '#kernel/principal';
import type { Parts } from './acting/parts.ts';
import { connectModels } from './connect-models.ts';
import { createUpkeep } from './create-upkeep.ts';
import type { Foundation, Opening } from './open-foundation.ts';

export function openParts(opening: Opening, foundation: Foundation): Parts {
  const { config, clock, random, files, version } = opening;
  const { database, connections, newId } = foundation;
  const { values } = config;
  const models = connectModels(values);
  const search: SearchDeps = {
    ...{ database, clock },
    lexicalIndex: createLexicalIndex(),
    vectorIndex: createVectorIndex(),
    passages: createPassageStore(),
    embedder: models.embedder,
  };
  const interactions = createInteractionStore();
  const knowledge = knowledgeParts(opening, foundation);
  const access = { database, store: createAccessStore(), clock, random, newId };
  const refresh = (principal: Principal) => refreshPrincipal(access, principal);
  return {
    access,
    knowledge,
    upkeep: createUpkeep(search, connections, newId, opening.onTrouble),
    search,
    answers: {
      ...{ database, clock, newId, random, interactions },
      search: (input) => searchPassages(search, input),
      lexicalIndex: search.lexicalIndex,
      generator: models.generator,
      pageSpans: async (principal, documentId, version) => {
        const read = await database.read(principal, (tx) =>
          knowledge.store.readVersion(tx, principal, documentId, version),
        );
        return read?.pages ?? [];
      },
    },
    feedback: { database, clock, newId, interactions, store: createFeedbackStore() },
    defaults: { mode: values.answerMode, unsupported: values.unsupported },
    audit: { database, store: foundation.auditStore, keys: foundation.auditKeys },
    jobs: { database, queue: createJobQueue(connections), clock, newId, bell: new EventTarget(), knowledge, refresh },
    doctor: {
      ...{ config, version, facts: connections.facts, web: files.web !== null },
      ready: async () => {
        await database.read(systemPrincipal('*', 'doctor'), async () => undefined);
      },
    },
  };
}

function knowledgeParts({ config, clock }: Opening, { database, parser, newId }: Foundation): IngestionDeps {
  const { home, documentBytes } = config.values;
  return {
    ...{ database, parser, newId, clock },
    store: createKnowledgeStore(),
    blobs: createBlobStore(join(home, 'originals')),
    sources: createSourceReader(),
    uploads: createUploadStage(join(home, 'uploads')),
    limits: { ...DEFAULT_INGESTION_LIMITS, documentBytes },
  };
}
