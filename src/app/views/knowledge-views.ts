/** Knowledge bases, documents, plans and uploads as they look outside. */

import { z } from 'zod';
import { failureView } from './error-view.ts';
import { jobView } from './job-view.ts';

const groupNames = z.array(z.string().min(1).max(100)).max(100);
const moment = z.iso.datetime();
const count = z.int().nonnegative();

export const knowledgeBaseView = z
  .object({
    id: z.string(),
    name: z.string(),
    title: z.string(),
    groups: z.array(z.string()),
    documents: count,
    failed: count,
    indexVersion: count,
  })
  .meta({ id: 'KnowledgeBase' });
export type KnowledgeBaseView = z.infer<typeof knowledgeBaseView>;

export const createKnowledgeBaseRequest = z
  .object({ name: z.string().min(1).max(100), title: z.string().max(200).optional(), groups: groupNames.optional() })
  .meta({ id: 'CreateKnowledgeBaseRequest' });
export type CreateKnowledgeBaseRequest = z.infer<typeof createKnowledgeBaseRequest>;

export const changeKnowledgeBaseRequest = z.object({ groups: groupNames }).meta({ id: 'ChangeKnowledgeBaseRequest' });

export const documentView = z
  .object({
    id: z.string(),
    /** Source-relative name. */
    document: z.string(),
    title: z.string(),
    state: z.enum(['ready', 'failed']),
    failure: z.union([failureView, z.null()]),
    version: count,
    language: z.enum(['es', 'en']).nullable(),
    mediaType: z.string(),
    pages: count.nullable(),
    sizeBytes: count,
    chunks: count,
    groups: z.array(z.string()),
    updatedAt: moment,
  })
  .meta({ id: 'Document' });
export type DocumentView = z.infer<typeof documentView>;

export const documentVersionView = z
  .object({
    number: count,
    title: z.string(),
    createdAt: moment,
    sizeBytes: count,
    textHash: z.string(),
    originalHash: z.string(),
  })
  .meta({ id: 'DocumentVersion' });

export const documentDetailView = documentView
  .extend({
    knowledgeBase: z.object({ id: z.string(), name: z.string(), title: z.string() }),
    versions: z.array(documentVersionView),
  })
  .meta({ id: 'DocumentDetail' });
export type DocumentDetailView = z.infer<typeof documentDetailView>;

export const documentQuery = z.object({
  query: z.string().max(200).optional(),
  state: z.enum(['ready', 'failed']).optional(),
  after: z.string().max(2000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type DocumentQuery = z.infer<typeof documentQuery>;

export const changeDocumentRequest = z.object({ groups: groupNames }).meta({ id: 'ChangeDocumentRequest' });

export const documentContentView = z
  .object({
    document: z.string(),
    title: z.string(),
    version: count,
    mediaType: z.string(),
    text: z.string(),
    blocks: z.array(z.object({ kind: z.string(), level: count, start: count, end: count })),
    pages: z.array(z.object({ page: count, start: count, end: count, width: z.number(), height: z.number() })),
    hasBoxes: z.boolean(),
  })
  .meta({ id: 'DocumentContent' });
export type DocumentContentView = z.infer<typeof documentContentView>;

/** PDF points from the top left corner of the page. */
export const boxView = z
  .object({
    start: count,
    end: count,
    page: count,
    x0: z.number(),
    y0: z.number(),
    x1: z.number(),
    y1: z.number(),
  })
  .meta({ id: 'Box' });
export type BoxView = z.infer<typeof boxView>;

export const planItemView = z
  .object({
    document: z.string(),
    sizeBytes: count,
    reason: z.enum(['new', 'content', 'pipeline', 'failed-before', 'permissions', 'gone']).optional(),
  })
  .meta({ id: 'PlanItem' });

export const planView = z
  .object({
    added: z.array(planItemView),
    changed: z.array(planItemView),
    unchanged: count,
    removed: z.array(planItemView),
    retried: z.array(planItemView),
    refused: z.array(z.object({ document: z.string(), code: z.string(), message: z.string(), remedy: z.string() })),
  })
  .meta({ id: 'Plan' });
export type PlanView = z.infer<typeof planView>;

export const stagedUploadView = z.object({ uploadId: z.string(), plan: planView }).meta({ id: 'StagedUpload' });
export type StagedUploadView = z.infer<typeof stagedUploadView>;

export const ingestRequest = z
  .object({
    path: z.string().min(1).max(4096),
    dryRun: z.boolean().optional(),
    removeMissing: z.boolean().optional(),
    /** Read documents again that could not be read before, although their bytes are the same. */
    retryFailed: z.boolean().optional(),
    groups: groupNames.min(1).optional(),
    /** With `dryRun`: plan as if an empty knowledge base of that name were there when there is none. */
    assumed: z.boolean().optional(),
  })
  .meta({ id: 'IngestRequest' });
export type IngestRequest = z.infer<typeof ingestRequest>;

export const ingestReportView = z
  .object({
    schema: z.literal('medida.ingest/1'),
    knowledgeBase: z.string(),
    added: count,
    changed: count,
    unchanged: count,
    removed: count,
    chunks: count,
    seconds: z.number(),
    failed: z.array(z.object({ document: z.string(), code: z.string(), message: z.string(), remedy: z.string() })),
  })
  .meta({ id: 'IngestReport' });
export type IngestReportView = z.infer<typeof ingestReportView>;

export const plannedView = z.object({ plan: planView }).meta({ id: 'Planned' });
export const queuedView = z.object({ job: jobView }).meta({ id: 'Queued' });
