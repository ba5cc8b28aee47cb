/** From the nouns of knowledge to what is shown of them. */

import {
  type Document,
  type DocumentDetail,
  type IngestionPlan,
  type KnowledgeBase,
  viewPlan,
} from '#domain/knowledge/index';
import type { Id } from '#kernel/id';
import type {
  DocumentContentView,
  DocumentDetailView,
  DocumentView,
  IngestReportView,
  KnowledgeBaseView,
  PlanView,
} from '../views/knowledge-views.ts';
import { namesOf } from './group-names.ts';

type Names = ReadonlyMap<Id, string>;

export function viewKnowledgeBase(
  base: KnowledgeBase & { readonly documents: number; readonly failed: number },
  names: Names,
): KnowledgeBaseView {
  const { id, name, title, documents, failed, indexVersion } = base;
  return { id, name, title, groups: namesOf(base.groupIds, names), documents, failed, indexVersion };
}

export function viewDocument(document: Document, names: Names): DocumentView {
  const { id, name, title, state, failure, version, language, mediaType } = document;
  return {
    ...{ id, document: name, title, state, version, language, mediaType },
    failure: failure && { code: failure.code, message: failure.message, remedy: failure.remedy },
    pages: document.pageCount,
    sizeBytes: document.sizeBytes,
    chunks: document.chunkCount,
    groups: namesOf(document.groupIds, names),
    updatedAt: document.updatedAt.toISOString(),
  };
}

export function viewDocumentDetail(
  { document, knowledgeBase, versions }: DocumentDetail,
  names: Names,
): DocumentDetailView {
  const { id, name, title } = knowledgeBase;
  return {
    ...viewDocument(document, names),
    knowledgeBase: { id, name, title },
    versions: versions.map((version) => ({
      number: version.number,
      title: version.title,
      createdAt: version.createdAt.toISOString(),
      sizeBytes: version.sizeBytes,
      textHash: version.textHash,
      originalHash: version.originalHash,
    })),
  };
}

interface VersionContent {
  readonly version: { readonly number: number; readonly title: string; readonly mediaType: string };
  readonly name: string;
  readonly text: string;
  readonly blocks: readonly { kind: string; level: number; start: number; end: number }[];
  readonly boxes: readonly unknown[];
  readonly pages: readonly { page: number; start: number; end: number; width: number; height: number }[];
}

export function viewContent({ version, name, text, blocks, boxes, pages }: VersionContent): DocumentContentView {
  return {
    document: name,
    title: version.title,
    version: version.number,
    mediaType: version.mediaType,
    text,
    blocks: blocks.map(({ kind, level, start, end }) => ({ kind, level, start, end })),
    pages: pages.map(({ page, start, end, width, height }) => ({ page, start, end, width, height })),
    hasBoxes: boxes.length > 0,
  };
}

export function viewReport(report: {
  readonly schema: 'medida.ingest/1';
  readonly knowledgeBase: string;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly removed: number;
  readonly chunks: number;
  readonly seconds: number;
  readonly failed: readonly { document: string; code: string; message: string; remedy: string }[];
}): IngestReportView {
  const failed = report.failed.map(({ document, code, message, remedy }) => ({ document, code, message, remedy }));
  return { ...report, failed };
}

export function viewPlannedChanges(plan: IngestionPlan): PlanView {
  const { added, changed, unchanged, removed, retried, refused } = viewPlan(plan);
  return {
    added: [...added],
    changed: [...changed],
    unchanged,
    removed: [...removed],
    retried: [...retried],
    refused: [...refused],
  };
}
