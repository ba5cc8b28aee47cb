/** The API as types. Generated from the routes by scripts/generate-contracts.ts: change the routes, not this file. */

export interface AddMemberRequest {
  name: string;
  email?: string | null;
  role: Role;
}

export interface AddedMember {
  id: string;
  name: string;
  email: string | null;
  role: Role;
  groups: string[];
  link: string;
}

export interface Answer {
  schema: "medida.ask/1";
  id: string;
  question: string;
  language: "es" | "en";
  abstained: boolean;
  reason: string | null;
  answer: string;
  statements: Statement[];
  nearest?: Nearest[];
  usage: {
    model: string;
    inputTokens: number | null;
    outputTokens: number | null;
    degraded?: string;
    incomplete?: string;
  };
  seconds: number;
  indexVersion: number;
  trace?: TraceStage[];
}

export interface AnswerEvents {
  passages: {
    passages: Passage[];
  };
  statement: {
    index: number;
    statement: Statement;
  };
  done: {
    answer: Answer;
  };
}

export interface ApiKey {
  id: string;
  name: string;
  prefix: string;
  role: Role;
  groups: string[];
  createdAt: string;
  expiresAt: string | null;
  revokedAt: string | null;
  lastUsedAt: string | null;
}

export interface AskRequest {
  question: string;
  knowledgeBases?: string[];
  mode?: "auto" | "extractive" | "generative";
  unsupported?: "mark" | "drop" | "refuse";
  explain?: boolean;
}

export interface Box {
  start: number;
  end: number;
  page: number;
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

export interface ChangeDocumentRequest {
  groups: string[];
}

export interface ChangeKnowledgeBaseRequest {
  groups: string[];
}

export interface ChangeMemberRequest {
  role: Role;
}

export interface Check {
  name: string;
  ok: boolean;
  state: "folder-ready" | "folder-nearly-full" | "folder-forbidden" | "database-answers" | "database-fails" | "barrier-acts" | "barrier-missing" | "model-absent" | "model-configured" | "model-incomplete" | "page-built" | "page-missing";
  facts: Record<string, string>;
  found: string;
  remedy?: string;
}

export interface Citation {
  documentId: string;
  document: string;
  title: string;
  version: number;
  page: number | null;
  start: number;
  end: number;
  quote: string;
}

export interface CreateGroupRequest {
  name: string;
}

export interface CreateKeyRequest {
  name: string;
  role?: Role;
  groups?: string[];
  expiresAt?: string;
}

export interface CreateKnowledgeBaseRequest {
  name: string;
  title?: string;
  groups?: string[];
}

export interface CreatedKey {
  id: string;
  name: string;
  prefix: string;
  role: Role;
  groups: string[];
  createdAt: string;
  expiresAt: string | null;
  revokedAt: string | null;
  lastUsedAt: string | null;
  key: string;
}

export interface Doctor {
  schema: "medida.doctor/1";
  ok: boolean;
  versions: Record<string, string>;
  database: {
    kind: "embedded" | "server";
    version: string;
  };
  settings: Setting[];
  checks: Check[];
}

export interface Document {
  id: string;
  document: string;
  title: string;
  state: "ready" | "failed";
  failure: Failure | null;
  version: number;
  language: "es" | "en" | null;
  mediaType: string;
  pages: number | null;
  sizeBytes: number;
  chunks: number;
  groups: string[];
  updatedAt: string;
}

export interface DocumentContent {
  document: string;
  title: string;
  version: number;
  mediaType: string;
  text: string;
  blocks: {
    kind: string;
    level: number;
    start: number;
    end: number;
  }[];
  pages: {
    page: number;
    start: number;
    end: number;
    width: number;
    height: number;
  }[];
  hasBoxes: boolean;
}

export interface DocumentDetail {
  id: string;
  document: string;
  title: string;
  state: "ready" | "failed";
  failure: Failure | null;
  version: number;
  language: "es" | "en" | null;
  mediaType: string;
  pages: number | null;
  sizeBytes: number;
  chunks: number;
  groups: string[];
  updatedAt: string;
  knowledgeBase: {
    id: string;
    name: string;
    title: string;
  };
  versions: DocumentVersion[];
}

export interface DocumentVersion {
  number: number;
  title: string;
  createdAt: string;
  sizeBytes: number;
  textHash: string;
  originalHash: string;
}

export interface ErrorBody {
  error: {
    code: string;
    message: string;
    remedy: string;
    blame: "input" | "policy" | "provider" | "storage" | "worker";
    details?: Record<string, unknown>;
    requestId: string;
  };
}

export interface Failure {
  code: string;
  message: string;
  remedy: string;
}

export interface Feedback {
  id: string;
  givenBy: string;
  givenAt: string;
  rating: "up" | "down" | null;
  reason: "wrong" | "incomplete" | "outdated" | "bad-citation" | "not-answered" | "tone" | "other" | null;
  comment: string | null;
  correction: string | null;
}

export interface FeedbackGiven {
  id: string;
}

export interface FeedbackRequest {
  rating?: "up" | "down";
  reason?: "wrong" | "incomplete" | "outdated" | "bad-citation" | "not-answered" | "tone" | "other";
  comment?: string;
  correction?: string;
}

export interface Group {
  id: string;
  name: string;
  everyone: boolean;
}

export interface IngestRequest {
  path: string;
  dryRun?: boolean;
  removeMissing?: boolean;
  retryFailed?: boolean;
  groups?: string[];
  assumed?: boolean;
}

export interface Interaction {
  id: string;
  askedAt: string;
  channel: "web" | "api" | "cli" | "openai";
  withheld: boolean;
  answer: Answer;
}

export interface Job {
  id: string;
  kind: string;
  state: JobState;
  dead: boolean;
  progress: JobProgress | null;
  result?: unknown;
  error: JobError | null;
  attempts: number;
  cancelRequested: boolean;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
}

export interface JobError {
  code: string;
  message: string;
  remedy: string;
  blame: "input" | "policy" | "provider" | "storage" | "worker";
}

export interface JobProgress {
  stage: string;
  done: number;
  total: number | null;
  item?: string;
  failed?: number;
}

export type JobState = "queued" | "active" | "done" | "failed" | "cancelled";

export interface KnowledgeBase {
  id: string;
  name: string;
  title: string;
  groups: string[];
  documents: number;
  failed: number;
  indexVersion: number;
}

export interface LoginLink {
  link: string;
  expiresAt: string;
}

export interface Member {
  id: string;
  name: string;
  email: string | null;
  role: Role;
  groups: string[];
}

export interface Nearest {
  documentId: string;
  document: string;
  title: string;
  version: number;
  page: number | null;
  start: number;
  end: number;
  text: string;
}

export interface Passage {
  documentId: string;
  document: string;
  title: string;
  version: number;
  page: number | null;
  start: number;
  end: number;
  score: number;
  text: string;
  headings: string[];
}

export interface Plan {
  added: PlanItem[];
  changed: PlanItem[];
  unchanged: number;
  removed: PlanItem[];
  retried: PlanItem[];
  refused: {
    document: string;
    code: string;
    message: string;
    remedy: string;
  }[];
}

export interface PlanItem {
  document: string;
  sizeBytes: number;
  reason?: "new" | "content" | "pipeline" | "failed-before" | "permissions" | "gone";
}

export interface Planned {
  plan: Plan;
}

export interface Queued {
  job: Job;
}

export interface RedeemRequest {
  token: string;
}

export type Role = "owner" | "admin" | "curator" | "member" | "auditor";

export interface Search {
  schema: "medida.search/1";
  query: string;
  language: "es" | "en";
  passages: Passage[];
  indexVersion: number;
  trace?: TraceStage[];
}

export interface SearchRequest {
  query: string;
  knowledgeBases?: string[];
  limit?: number;
  explain?: boolean;
}

export interface Session {
  account: {
    id: string;
    name: string;
    email: string | null;
  };
  workspace: {
    id: string;
    name: string;
    title: string;
  };
  role: Role;
  groups: {
    id: string;
    name: string;
  }[];
  permissions: string[];
}

export interface Setting {
  name: string;
  value: string | number | boolean | null;
  origin: "flag" | "environment" | "file" | "default";
  source?: string;
}

export interface StagedUpload {
  uploadId: string;
  plan: Plan;
}

export interface Statement {
  text: string;
  support: "quoted" | "supported" | "unsupported";
  citations: Citation[];
}

export interface TraceStage {
  stage: string;
  milliseconds: number;
  facts: Record<string, unknown>;
}

/** Every endpoint below /api/v1, by method and path. */
export interface Endpoints {
  /** Log in with a one-time link */
  'POST /session': {
    body: RedeemRequest;
    response: Session;
  };
  /** Who am I, and what may I do */
  'GET /session': {
    response: Session;
  };
  /** Log out */
  'DELETE /session': {
    response: undefined;
  };
  /** List the knowledge bases that you may read */
  'GET /knowledge-bases': {
    response: {
      items: KnowledgeBase[];
      next: string | null;
    };
  };
  /** Create a knowledge base */
  'POST /knowledge-bases': {
    body: CreateKnowledgeBaseRequest;
    response: KnowledgeBase;
  };
  /** Change the groups that may read a knowledge base */
  'PATCH /knowledge-bases/{kb}': {
    params: { kb: string };
    body: ChangeKnowledgeBaseRequest;
    response: KnowledgeBase;
  };
  /** List documents */
  'GET /knowledge-bases/{kb}/documents': {
    params: { kb: string };
    query: { query?: string; state?: "ready" | "failed"; after?: string; limit?: number };
    response: {
      items: Document[];
      next: string | null;
    };
  };
  /** Ingest a file or folder of the machine that the server runs on */
  'POST /knowledge-bases/{kb}/ingestions': {
    params: { kb: string };
    body: IngestRequest;
    response: Planned | Queued;
  };
  /** Send files and see what ingesting them would do */
  'POST /knowledge-bases/{kb}/uploads': {
    params: { kb: string };
    response: StagedUpload;
  };
  /** Do what the plan of an upload says */
  'POST /uploads/{uploadId}/apply': {
    params: { uploadId: string };
    response: Queued;
  };
  /** Throw a staged upload away */
  'DELETE /uploads/{uploadId}': {
    params: { uploadId: string };
    response: undefined;
  };
  /** Show a document and its versions */
  'GET /documents/{id}': {
    params: { id: string };
    response: DocumentDetail;
  };
  /** Change the groups that may see a document */
  'PATCH /documents/{id}': {
    params: { id: string };
    body: ChangeDocumentRequest;
    response: DocumentDetail;
  };
  /** Remove a document with all its versions */
  'DELETE /documents/{id}': {
    params: { id: string };
    response: undefined;
  };
  /** Read the stored text and structure of a version */
  'GET /documents/{id}/versions/{n}/content': {
    params: { id: string; n: number };
    response: DocumentContent;
  };
  /** Where a span of text stands on its pages */
  'GET /documents/{id}/versions/{n}/boxes': {
    params: { id: string; n: number };
    query: { start?: number | null; end?: number | null };
    response: {
      items: Box[];
    };
  };
  /** Download the original bytes of a version */
  'GET /documents/{id}/versions/{n}/original': {
    params: { id: string; n: number };
    query: { inline?: "0" | "1" };
    response: string;
  };
  /** Find passages */
  'POST /search': {
    body: SearchRequest;
    response: Search;
  };
  /** Ask a question */
  'POST /answers': {
    body: AskRequest;
    response: Answer;
  };
  /** Show a recorded answer */
  'GET /interactions/{id}': {
    params: { id: string };
    response: Interaction;
  };
  /** Say what an answer was worth */
  'POST /interactions/{id}/feedback': {
    params: { id: string };
    body: FeedbackRequest;
    response: FeedbackGiven;
  };
  /** What people said of an answer */
  'GET /interactions/{id}/feedback': {
    params: { id: string };
    response: {
      items: Feedback[];
      next: string | null;
    };
  };
  /** List jobs, newest first */
  'GET /jobs': {
    query: { state?: JobState; limit?: number };
    response: {
      items: Job[];
      next: string | null;
    };
  };
  /** Show a job */
  'GET /jobs/{id}': {
    params: { id: string };
    response: Job;
  };
  /** Ask a job to stop */
  'POST /jobs/{id}/cancel': {
    params: { id: string };
    response: Job;
  };
  /** Queue a failed or cancelled job again */
  'POST /jobs/{id}/retry': {
    params: { id: string };
    response: Job;
  };
  /** Watch a job (server-sent events named `job`, ending with the final state) */
  'GET /jobs/{id}/events': {
    params: { id: string };
    response: string;
  };
  /** List groups */
  'GET /groups': {
    response: {
      items: Group[];
      next: string | null;
    };
  };
  /** Create a group */
  'POST /groups': {
    body: CreateGroupRequest;
    response: Group;
  };
  /** Put a member into a group */
  'PUT /groups/{id}/members/{accountId}': {
    params: { id: string; accountId: string };
    response: undefined;
  };
  /** Take a member out of a group */
  'DELETE /groups/{id}/members/{accountId}': {
    params: { id: string; accountId: string };
    response: undefined;
  };
  /** List members */
  'GET /members': {
    response: {
      items: Member[];
      next: string | null;
    };
  };
  /** Add a member and get a one-time login link for them */
  'POST /members': {
    body: AddMemberRequest;
    response: AddedMember;
  };
  /** Change the role of a member */
  'PATCH /members/{accountId}': {
    params: { accountId: string };
    body: ChangeMemberRequest;
    response: Member;
  };
  /** Remove a member */
  'DELETE /members/{accountId}': {
    params: { accountId: string };
    response: undefined;
  };
  /** Get a new one-time login link for a member */
  'POST /members/{accountId}/links': {
    params: { accountId: string };
    response: LoginLink;
  };
  /** List API keys */
  'GET /api-keys': {
    response: {
      items: ApiKey[];
      next: string | null;
    };
  };
  /** Create an API key */
  'POST /api-keys': {
    body: CreateKeyRequest;
    response: CreatedKey;
  };
  /** Revoke an API key */
  'DELETE /api-keys/{id}': {
    params: { id: string };
    response: undefined;
  };
  /** Export the audit log */
  'GET /audit/export': {
    response: string;
  };
  /** A signed checkpoint of the audit log, to be kept elsewhere */
  'GET /audit/checkpoint': {
    response: string;
  };
  /** Effective settings with their origins, versions, and checks */
  'GET /doctor': {
    response: Doctor;
  };
}
