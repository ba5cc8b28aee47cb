/** One document from its bytes to everything that is stored of it. Runs outside any transaction. */

import { setImmediate } from 'node:timers/promises';
import { detectLanguage } from '#domain/language/index';
import { MedidaError, reportError } from '#kernel/errors';
import type { Id } from '#kernel/id';
import type { Language } from '#kernel/language';
import { chunkDocument } from './chunk-document.ts';
import { contentHash } from './content-hash.ts';
import { originalNotKept } from './errors.ts';
import { indexChunks } from './index-chunks.ts';
import type { IngestionDeps } from './ingestion-deps.ts';
import { pipelineOf } from './pipeline.ts';
import type { PlanStep, Refusal } from './plan.ts';
import type { DocumentFailure, NewVersion, ParsedDocument } from './ports.ts';

export type ReadStep = Extract<PlanStep, { kind: 'read' }>;

export type ReadOutcome =
  | { readonly kind: 'version'; readonly documentId: Id; readonly added: NewVersion }
  | { readonly kind: 'failure'; readonly documentId: Id; readonly failure: DocumentFailure }
  /** Its bytes could not be had: nothing is known that could be stored. */
  | { readonly kind: 'unread'; readonly refusal: Refusal };

export type ReadDeps = Pick<IngestionDeps, 'parser' | 'blobs' | 'newId' | 'clock'>;

/** The original is durable before anything is stored of it. @throws StorageError when it cannot be kept */
export async function readDocument(deps: ReadDeps, step: ReadStep, signal: AbortSignal): Promise<ReadOutcome> {
  signal.throwIfAborted();
  let bytes: Uint8Array;
  try {
    bytes = await step.file.read();
  } catch (error) {
    const { code, message, remedy } = reportError(error);
    return { kind: 'unread', refusal: { document: step.file.name, code, message, remedy } };
  }
  const documentId = step.before?.documentId ?? deps.newId();
  // Flushing the original to disk and reading it take turns in waiting; both are done before anything is stored.
  const [originalHash, read] = await Promise.all([
    deps.blobs.put(bytes),
    tryToRead(deps, { step, documentId, bytes, originalHash: contentHash(bytes) }, signal),
  ]);
  if (originalHash !== read.originalHash) throw originalNotKept();
  return read.outcome;
}

interface Reading {
  readonly step: ReadStep;
  readonly documentId: Id;
  readonly bytes: Uint8Array;
  readonly originalHash: string;
}

async function tryToRead(
  deps: ReadDeps,
  { step, documentId, bytes, originalHash }: Reading,
  signal: AbortSignal,
): Promise<{ readonly originalHash: string; readonly outcome: ReadOutcome }> {
  const pipeline = pipelineOf(await deps.parser.identify(bytes, step.file.name));
  const original = { originalHash, pipeline, sizeBytes: bytes.byteLength };
  try {
    const parsed = await deps.parser.parse(bytes, step.file.name, signal);
    const added = await toVersion(deps, step, documentId, parsed, original);
    return { originalHash, outcome: { kind: 'version', documentId, added } };
  } catch (error) {
    signal.throwIfAborted();
    // A full disk or a lost database is not the document's fault, and must not be remembered as such.
    if (MedidaError.isInstance(error) && error.blame === 'storage') throw error;
    const { code, message, remedy } = reportError(error);
    const failure = { code, message, remedy, ...original, mediaType: 'application/octet-stream', at: deps.clock.now() };
    return { originalHash, outcome: { kind: 'failure', documentId, failure } };
  }
}

async function toVersion(
  deps: ReadDeps,
  step: ReadStep,
  documentId: Id,
  parsed: ParsedDocument,
  original: { readonly originalHash: string; readonly pipeline: string; readonly sizeBytes: number },
): Promise<NewVersion> {
  const language = documentLanguage(parsed.text);
  const chunks = chunkDocument(parsed, language ?? 'es');
  await setImmediate();
  const title = parsed.title?.trim() || null;
  const postings = await indexChunks(chunks, title);
  const { text, blocks, boxes, pages, mediaType } = parsed;
  const version = {
    id: deps.newId(),
    documentId,
    number: (step.before?.version ?? 0) + 1,
    title: title ?? baseName(step.file.name),
    textHash: contentHash(text),
    ...original,
    mediaType,
    language,
    pageCount: pages.length > 0 ? pages.length : null,
    createdAt: deps.clock.now(),
  };
  return { version, text, blocks, boxes, pages, chunks, postings };
}

function baseName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** Code units looked at in each of three places of a document, and how sure the three together have to be. */
const SAMPLE = 1_300;
const CERTAIN = 0.8;

/** Judged by its beginning, middle and end; null where nothing tells, as in a table of numbers. */
function documentLanguage(text: string): Language | null {
  const places = text.length <= 3 * SAMPLE ? [0] : [0, (text.length - SAMPLE) >> 1, text.length - SAMPLE];
  const sample = places.map((start) => text.slice(start, places.length === 1 ? undefined : start + SAMPLE)).join('\n');
  if (!/\p{L}{2}/u.test(sample)) return null;
  const { language, confidence } = detectLanguage(sample);
  return confidence >= CERTAIN ? language : null;
}
