/** Who is signed in, and what they may do. */

import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Session } from './api-types.ts';
import { get } from './request.ts';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => get<Session>('/session', signal),
  staleTime: 60_000,
  retry: false,
});

export function useSession(): Session | null {
  return useQuery(sessionQuery).data ?? null;
}

/** Buttons that would only be refused are not shown; the server decides in any case. */
export function useMay(permission: string): boolean {
  return useSession()?.permissions.includes(permission) ?? false;
}
