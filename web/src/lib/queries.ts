/** Questions to the API that more than one feature asks. */

import { QueryClient, queryOptions } from '@tanstack/react-query';
import { ApiError } from './api-error.ts';
import type { Group, KnowledgeBase, Page } from './api-types.ts';
import { get } from './request.ts';

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        // Only what may heal by itself is asked again.
        retry: (count, error) => count < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 502),
      },
    },
  });
}

export const knowledgeBasesQuery = queryOptions({
  queryKey: ['knowledge-bases'],
  queryFn: ({ signal }) => get<Page<KnowledgeBase>>('/knowledge-bases', signal),
});

export const groupsQuery = queryOptions({
  queryKey: ['groups'],
  queryFn: ({ signal }) => get<Page<Group>>('/groups', signal),
});
