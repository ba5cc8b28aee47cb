/** Every table, for drizzle and for the generated migration. */

export { account, apiKey, group, groupMember, loginLink, member, session, workspace } from './access.ts';
export { auditEntry, auditFrontier, auditPayload, personKey } from './audit.ts';
export { feedback, interaction } from './generation.ts';
export { job } from './jobs.ts';
export {
  audience,
  chunk,
  document,
  documentVersion,
  knowledgeBase,
  posting,
  source,
  termStatistic,
} from './knowledge.ts';
export { chunkVector, embeddingSpace } from './retrieval.ts';
