/** The one door to the generated contract. `Document` is renamed, because the browser has one of its own. */

export type {
  AddedMember,
  Answer,
  ApiKey,
  Box,
  Citation,
  CreatedKey,
  Document as DocumentView,
  DocumentContent,
  DocumentDetail,
  Failure,
  FeedbackRequest,
  Group,
  Interaction,
  Job,
  KnowledgeBase,
  Member,
  Passage,
  Plan,
  PlanItem,
  Role,
  Session,
  StagedUpload,
  Statement,
  TraceStage,
} from '../../../contracts/api.ts';

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}
