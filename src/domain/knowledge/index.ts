/** Door of knowledge: source → document → version → chunk. */

export { applyPlan, type IngestReport } from './apply-plan.ts';
export { applyUpload } from './apply-upload.ts';
export { createKnowledgeBase } from './create-knowledge-base.ts';
export { discardUpload } from './discard-upload.ts';
export type { Document, KnowledgeBase } from './document.ts';
export { expireUploads } from './expire-uploads.ts';
export { findBoxes } from './find-boxes.ts';
export { type DocumentDetail, findDocument } from './find-document.ts';
export { findUpload } from './find-upload.ts';
export { ingest } from './ingest.ts';
export { DEFAULT_INGESTION_LIMITS, type Following, type IngestionDeps } from './ingestion-deps.ts';
export { listDocuments } from './list-documents.ts';
export { listKnowledgeBases } from './list-knowledge-bases.ts';
export { type IngestionPlan, viewPlan } from './plan.ts';
export { planIngestion } from './plan-ingestion.ts';
export { pruneOriginals } from './prune-originals.ts';
export { readOriginal } from './read-original.ts';
export { readVersion } from './read-version.ts';
export { removeDocument } from './remove-document.ts';
export { resolveKnowledgeBase } from './resolve-knowledge-base.ts';
export { setDocumentGroups } from './set-document-groups.ts';
export { setKnowledgeBaseGroups } from './set-knowledge-base-groups.ts';
export { stageUpload } from './stage-upload.ts';
