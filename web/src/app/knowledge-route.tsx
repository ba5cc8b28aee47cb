/** Joins the page of documents to the router. */

import { getRouteApi } from '@tanstack/react-router';
import { KnowledgePage } from '../features/knowledge/index.ts';

const route = getRouteApi('/workspace/knowledge');

export function KnowledgeRoute() {
  const { kb } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <KnowledgePage
      chosen={kb ?? null}
      onChoose={(name) => void navigate({ search: { kb: name }, replace: true, resetScroll: false })}
    />
  );
}
