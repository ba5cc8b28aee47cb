/** The documents of a knowledge base, page by page. */

import { useInfiniteQuery } from '@tanstack/react-query';
import type { DocumentView, Page } from '../../lib/api-types.ts';
import { get, withQuery } from '../../lib/request.ts';

export type StateFilter = 'all' | 'ready' | 'failed';

export function useDocuments(base: string, query: string, state: StateFilter) {
  return useInfiniteQuery({
    queryKey: ['documents', base, query, state],
    queryFn: ({ pageParam, signal }) =>
      get<Page<DocumentView>>(
        withQuery(`/knowledge-bases/${encodeURIComponent(base)}/documents`, {
          query,
          state: state === 'all' ? null : state,
          after: pageParam,
          limit: 50,
        }),
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (previous) => previous,
  });
}
