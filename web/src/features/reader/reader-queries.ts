/** What the reader asks of the API. Versions never change, so their text is never asked for twice. */

import { queryOptions } from '@tanstack/react-query';
import type { Box, DocumentContent, DocumentDetail } from '../../lib/api-types.ts';
import { get, withQuery } from '../../lib/request.ts';
import type { Span } from './lay-out-text.ts';

const path = (id: string) => `/documents/${encodeURIComponent(id)}`;

export const documentQuery = (id: string) =>
  queryOptions({
    queryKey: ['document', id],
    queryFn: ({ signal }) => get<DocumentDetail>(path(id), signal),
  });

export const contentQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ['document', id, 'content', version],
    queryFn: ({ signal }) => get<DocumentContent>(`${path(id)}/versions/${version}/content`, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const boxesQuery = (id: string, version: number, span: Span) =>
  queryOptions({
    queryKey: ['document', id, 'boxes', version, span.start, span.end],
    queryFn: ({ signal }) =>
      get<{ items: Box[] }>(
        withQuery(`${path(id)}/versions/${version}/boxes`, { start: span.start, end: span.end }),
        signal,
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });
