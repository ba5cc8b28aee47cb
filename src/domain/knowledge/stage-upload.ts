import { require } from '#domain/access/index';
import type { Id } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import { groupsMissing, uploadEmpty } from './errors.ts';
import { senderOf } from './find-upload.ts';
import type { Following, IngestionDeps } from './ingestion-deps.ts';
import type { IngestionPlan } from './plan.ts';
import { type PlanningDeps, planIngestion } from './plan-ingestion.ts';
import type { IncomingFile } from './ports.ts';
import { resolveKnowledgeBase } from './resolve-knowledge-base.ts';

export interface StageUploadInput extends Following {
  readonly principal: Principal;
  /** Id or name. */
  readonly knowledgeBase: string;
  /** Groups for these documents; null keeps what they have, or takes those of the knowledge base. */
  readonly groupIds: readonly Id[] | null;
  readonly files: AsyncIterable<IncomingFile>;
}

/**
 * Keeps uploaded files aside and says what applying them would do. Nothing is changed in the knowledge base.
 * @throws NotFoundError `KNOWLEDGE_BASE_NOT_FOUND`
 * @throws InputError `UPLOAD_EMPTY`, `GROUPS_MISSING`
 * @throws PolicyError `NOT_PERMITTED`
 */
export async function stageUpload(
  deps: PlanningDeps & Pick<IngestionDeps, 'clock'>,
  input: StageUploadInput,
): Promise<{ readonly uploadId: Id; readonly plan: IngestionPlan }> {
  const { principal, groupIds, signal } = input;
  require(principal, 'knowledge.write');
  if (groupIds?.length === 0) throw groupsMissing();
  const knowledgeBase = await resolveKnowledgeBase(deps, input);
  const uploadId = deps.newId();
  const upload = {
    id: uploadId,
    workspaceId: principal.workspaceId,
    knowledgeBaseId: knowledgeBase.id,
    sentBy: senderOf(principal),
    groupIds,
    createdAt: deps.clock.now(),
  };
  const { files } = await deps.uploads.save(upload, input.files, deps.limits.documentBytes, signal);
  try {
    if (files.length === 0) throw uploadEmpty();
    return { uploadId, plan: await planIngestion(deps, { principal, from: { uploadId }, ...(signal && { signal }) }) };
  } catch (error) {
    await deps.uploads.discard(uploadId);
    throw error;
  }
}
