/**
 * Everything that a person or a program can do, grouped by noun, as seen by one principal.
 * `openMedida` implements it on a data folder, `src/client` over HTTP; the two answer alike.
 */

import type { JobProgress } from '#kernel/job';
import type {
  AddedMemberView,
  AddMemberRequest,
  ApiKeyView,
  CreatedKeyView,
  CreateKeyRequest,
  GroupView,
  LoginLinkView,
  MemberView,
  SessionView,
} from './views/access-views.ts';
import type {
  AnswerEventView,
  AskRequest,
  FeedbackRequest,
  FeedbackView,
  GivenFeedbackView,
  InteractionView,
  SearchRequest,
  SearchView,
} from './views/answer-views.ts';
import type { DoctorView } from './views/doctor-view.ts';
import type { JobQuery, JobView } from './views/job-view.ts';
import type {
  BoxView,
  CreateKnowledgeBaseRequest,
  DocumentContentView,
  DocumentDetailView,
  DocumentQuery,
  DocumentView,
  IngestReportView,
  IngestRequest,
  KnowledgeBaseView,
  PlanView,
  StagedUploadView,
} from './views/knowledge-views.ts';

/** What stops a long call, and who hears of its progress. */
export interface Watch {
  readonly signal?: AbortSignal;
  report?(progress: JobProgress): void;
}

export interface Page<Item> {
  readonly items: Item[];
  /** What to give as `after` to get the next page; null on the last. */
  readonly next: string | null;
}

/** Bytes as they came, with what a browser needs to know of them. */
export interface OriginalFile {
  readonly name: string;
  readonly mediaType: string;
  /** SHA-256 of the bytes, hex. */
  readonly hash: string;
  readonly bytes: Uint8Array;
}

export interface UploadedFile {
  /** Relative path, as the person's folder has it. */
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

export interface KnowledgeUseCases {
  listBases(): Promise<KnowledgeBaseView[]>;
  createBase(request: CreateKnowledgeBaseRequest): Promise<KnowledgeBaseView>;
  /** Who may read it at all; the groups of its documents stay as they are, and both have to allow. */
  setBaseGroups(knowledgeBase: string, groups: readonly string[]): Promise<KnowledgeBaseView>;
  /** What an ingestion of a path on this machine would do. Nothing is changed. */
  planPath(knowledgeBase: string, request: IngestRequest, watch?: Watch): Promise<PlanView>;
  /** Ingests a path on this machine and resolves when it is done. */
  ingestPath(knowledgeBase: string, request: IngestRequest, watch?: Watch): Promise<IngestReportView>;
  /** The same as a job. */
  queuePath(knowledgeBase: string, request: IngestRequest): Promise<JobView>;
  listDocuments(knowledgeBase: string, query: DocumentQuery): Promise<Page<DocumentView>>;
  findDocument(documentId: string): Promise<DocumentDetailView>;
  setDocumentGroups(documentId: string, groups: readonly string[]): Promise<DocumentDetailView>;
  removeDocument(documentId: string): Promise<void>;
  readContent(documentId: string, version: number): Promise<DocumentContentView>;
  findBoxes(documentId: string, version: number, start: number, end: number): Promise<BoxView[]>;
  readOriginal(documentId: string, version: number): Promise<OriginalFile>;
}

/** Files that came through the network: staged, planned, then applied as a job. */
export interface UploadUseCases {
  stage(
    knowledgeBase: string,
    upload: { readonly groups: readonly string[] | null; readonly files: AsyncIterable<UploadedFile> },
    signal?: AbortSignal,
  ): Promise<StagedUploadView>;
  apply(uploadId: string): Promise<JobView>;
  discard(uploadId: string): Promise<void>;
}

export interface AnswerUseCases {
  search(request: SearchRequest, signal?: AbortSignal): Promise<SearchView>;
  /** Events in order, ending with `done`. */
  ask(request: AskRequest, signal?: AbortSignal): AsyncIterable<AnswerEventView>;
  findInteraction(id: string): Promise<InteractionView>;
  giveFeedback(interactionId: string, request: FeedbackRequest): Promise<FeedbackView>;
  /** In order of giving. */
  listFeedback(interactionId: string): Promise<GivenFeedbackView[]>;
}

export interface AccessUseCases {
  session(): Promise<SessionView>;
  listGroups(): Promise<GroupView[]>;
  createGroup(name: string): Promise<GroupView>;
  addToGroup(groupId: string, accountId: string): Promise<void>;
  removeFromGroup(groupId: string, accountId: string): Promise<void>;
  listMembers(): Promise<MemberView[]>;
  addMember(request: AddMemberRequest): Promise<AddedMemberView>;
  changeRole(accountId: string, role: MemberView['role']): Promise<MemberView>;
  removeMember(accountId: string): Promise<void>;
  /** A new one-time login link for a member. */
  issueLink(accountId: string): Promise<LoginLinkView>;
  listKeys(): Promise<ApiKeyView[]>;
  createKey(request: CreateKeyRequest): Promise<CreatedKeyView>;
  revokeKey(keyId: string): Promise<void>;
}

export interface AuditUseCases {
  /** NDJSON lines without their line ends: a header, then one line an entry. */
  export(): AsyncIterable<string>;
  /** A signed note over the log as it is now. */
  checkpoint(): Promise<string>;
}

export interface JobUseCases {
  list(query: JobQuery): Promise<JobView[]>;
  find(id: string): Promise<JobView>;
  cancel(id: string): Promise<JobView>;
  retry(id: string): Promise<JobView>;
  /** The job now, then on every change, until its state is final. */
  follow(id: string, signal?: AbortSignal): AsyncIterable<JobView>;
}

/** The part that the command line uses, which works with a server in between as well. */
export interface CommandUseCases {
  readonly knowledge: Pick<KnowledgeUseCases, 'listBases' | 'createBase' | 'planPath' | 'ingestPath'>;
  readonly answers: Pick<AnswerUseCases, 'search' | 'ask'>;
  readonly access: AccessUseCases;
  readonly audit: AuditUseCases;
  readonly jobs: JobUseCases;
  doctor(): Promise<DoctorView>;
}

export interface UseCases extends CommandUseCases {
  readonly knowledge: KnowledgeUseCases;
  readonly uploads: UploadUseCases;
  readonly answers: AnswerUseCases;
}
