/** Joins the page for asking to the router. */

import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { AskPage } from '../features/ask/index.ts';

const route = getRouteApi('/workspace/ask');

export function AskRoute() {
  const { id } = route.useSearch();
  const navigate = route.useNavigate();
  const onShow = useCallback(
    (next: string | null, replace: boolean) =>
      void navigate({ search: next === null ? {} : { id: next }, replace, resetScroll: true }),
    [navigate],
  );
  return <AskPage shown={id ?? null} onShow={onShow} onKnowledge={() => void navigate({ to: '/knowledge' })} />;
}
