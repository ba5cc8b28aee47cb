/** Keys and members, as the account page asks for them. */

import { queryOptions } from '@tanstack/react-query';
import type { ApiKey, Member, Page } from '../../lib/api-types.ts';
import { get } from '../../lib/request.ts';

export const keysQuery = queryOptions({
  queryKey: ['api-keys'],
  queryFn: ({ signal }) => get<Page<ApiKey>>('/api-keys', signal),
});

export const membersQuery = queryOptions({
  queryKey: ['members'],
  queryFn: ({ signal }) => get<Page<Member>>('/members', signal),
});

export const ROLES = ['owner', 'admin', 'curator', 'member', 'auditor'] as const;
