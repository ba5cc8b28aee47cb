/** Uploads as one principal stages and applies them. */

import { require } from '#domain/access/index';
import { discardUpload, findUpload, stageUpload } from '#domain/knowledge/index';
import type { Principal } from '#kernel/principal';
import type { UploadUseCases } from '../use-cases.ts';
import { resolveGroups } from './group-names.ts';
import type { QueueIngestion } from './jobs-as.ts';
import type { KnowledgeParts } from './knowledge-as.ts';
import { viewPlannedChanges } from './view-knowledge.ts';

export function uploadsAs(
  { access, knowledge }: KnowledgeParts,
  principal: Principal,
  queue: QueueIngestion,
): UploadUseCases {
  return {
    async stage(knowledgeBase, { groups, files }, signal) {
      const groupIds = groups === null ? null : await resolveGroups(access, principal, groups);
      const input = { principal, knowledgeBase, groupIds, files, ...(signal && { signal }) };
      const { uploadId, plan } = await stageUpload(knowledge, input);
      return { uploadId, plan: viewPlannedChanges(plan) };
    },
    async apply(uploadId) {
      require(principal, 'knowledge.write');
      const { knowledgeBaseId } = await findUpload(knowledge, { principal, uploadId });
      return queue({ from: { uploadId }, knowledgeBaseId });
    },
    discard: (uploadId) => discardUpload(knowledge, { principal, uploadId }),
  };
}
