/** The use cases of a Medida that runs in another process and owns the data folder. */

import type { AccessUseCases, CommandUseCases, JobUseCases } from '#app/use-cases';
import type {
  AddedMemberView,
  ApiKeyView,
  CreatedKeyView,
  GroupView,
  LoginLinkView,
  MemberView,
  SessionView,
} from '#app/views/access-views';
import type { AnswerEventView, AskRequest, SearchView } from '#app/views/answer-views';
import type { DoctorView } from '#app/views/doctor-view';
import type { JobView } from '#app/views/job-view';
import type { KnowledgeBaseView, PlanView } from '#app/views/knowledge-views';
import { awaitJob, jobEvents } from './follow-job.ts';
import { readEventStream } from './read-event-stream.ts';
import { readLines } from './read-lines.ts';
import { connectToServer, errorFrom, type ServerAddress, type ServerConnection } from './server-connection.ts';

interface Items<Item> {
  readonly items: Item[];
}

export function httpUseCases(address: ServerAddress): CommandUseCases {
  const server = connectToServer(address);
  const ingestions = (knowledgeBase: string) => `/knowledge-bases/${encodeURIComponent(knowledgeBase)}/ingestions`;
  return {
    knowledge: {
      listBases: async () => (await server.json<Items<KnowledgeBaseView>>('GET', '/knowledge-bases')).items,
      createBase: (request) => server.json('POST', '/knowledge-bases', request),
      async planPath(knowledgeBase, request, watch) {
        const body = { ...request, dryRun: true };
        const signal = watch?.signal;
        return (await server.json<{ plan: PlanView }>('POST', ingestions(knowledgeBase), body, signal)).plan;
      },
      async ingestPath(knowledgeBase, request, watch) {
        const body = { ...request, dryRun: false };
        const { job } = await server.json<{ job: JobView }>('POST', ingestions(knowledgeBase), body);
        return awaitJob(server, job, watch);
      },
    },
    answers: {
      search: (request, signal) => server.json<SearchView>('POST', '/search', request, signal),
      ask: (request, signal) => askServer(server, request, signal),
    },
    access: accessOver(server),
    jobs: jobsOver(server),
    audit: {
      async *export() {
        yield* readLines(await server.stream('GET', '/audit/export', { accept: 'application/x-ndjson' }));
      },
      async checkpoint() {
        return new Response(await server.stream('GET', '/audit/checkpoint', { accept: 'text/plain' })).text();
      },
    },
    doctor: () => server.json<DoctorView>('GET', '/doctor'),
  };
}

async function* askServer(
  server: ServerConnection,
  request: AskRequest,
  signal?: AbortSignal,
): AsyncGenerator<AnswerEventView> {
  const accept = 'text/event-stream';
  const body = await server.stream('POST', '/answers', { accept, body: request, ...(signal && { signal }) });
  for await (const { event, data } of readEventStream(body)) {
    if (event === 'error') throw errorFrom((data as { error: Parameters<typeof errorFrom>[0] }).error);
    yield { type: event, ...(data as object) } as AnswerEventView;
  }
}

function accessOver(server: ServerConnection): AccessUseCases {
  const place = (groupId: string, accountId: string) =>
    `/groups/${encodeURIComponent(groupId)}/members/${encodeURIComponent(accountId)}`;
  const member = (accountId: string) => `/members/${encodeURIComponent(accountId)}`;
  return {
    session: () => server.json<SessionView>('GET', '/session'),
    listGroups: async () => (await server.json<Items<GroupView>>('GET', '/groups')).items,
    createGroup: (name) => server.json<GroupView>('POST', '/groups', { name }),
    addToGroup: (groupId, accountId) => server.json('PUT', place(groupId, accountId)),
    removeFromGroup: (groupId, accountId) => server.json('DELETE', place(groupId, accountId)),
    listMembers: async () => (await server.json<Items<MemberView>>('GET', '/members')).items,
    addMember: (request) => server.json<AddedMemberView>('POST', '/members', request),
    changeRole: (accountId, role) => server.json<MemberView>('PATCH', member(accountId), { role }),
    removeMember: (accountId) => server.json('DELETE', member(accountId)),
    issueLink: (accountId) => server.json<LoginLinkView>('POST', `${member(accountId)}/links`),
    listKeys: async () => (await server.json<Items<ApiKeyView>>('GET', '/api-keys')).items,
    createKey: (request) => server.json<CreatedKeyView>('POST', '/api-keys', request),
    revokeKey: (keyId) => server.json('DELETE', `/api-keys/${encodeURIComponent(keyId)}`),
  };
}

function jobsOver(server: ServerConnection): JobUseCases {
  const job = (id: string) => `/jobs/${encodeURIComponent(id)}`;
  return {
    async list({ state, limit }) {
      const query = new URLSearchParams({ limit: String(limit), ...(state && { state }) });
      return (await server.json<Items<JobView>>('GET', `/jobs?${query}`)).items;
    },
    find: (id) => server.json<JobView>('GET', job(id)),
    cancel: (id) => server.json<JobView>('POST', `${job(id)}/cancel`),
    retry: (id) => server.json<JobView>('POST', `${job(id)}/retry`),
    follow: (id, signal) => jobEvents(server, id, signal),
  };
}
