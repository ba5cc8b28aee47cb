/** The pages and their addresses. Each page is a file of its own, loaded when it is first opened. */

import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { ApiError } from '../lib/api-error.ts';
import { type PlaceSearch, readPlaceSearch } from '../lib/place.ts';
import { createQueryClient } from '../lib/queries.ts';
import { sessionQuery } from '../lib/session.ts';
import { Failed } from './failed.tsx';
import { NotFound } from './not-found.tsx';
import { Shell } from './shell.tsx';

export const queryClient = createQueryClient();

interface RouterContext {
  readonly queryClient: QueryClient;
}

const root = createRootRouteWithContext<RouterContext>()({ notFoundComponent: NotFound, errorComponent: Failed });

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: (search: Record<string, unknown>): { token?: string } =>
    // The router reads a number where the code happens to look like one.
    search.token === undefined || search.token === '' ? {} : { token: String(search.token) },
  component: lazyRouteComponent(() => import('./login-route.tsx'), 'LoginRoute'),
});

const workspace = createRoute({
  getParentRoute: () => root,
  id: 'workspace',
  validateSearch: (search: Record<string, unknown>): PlaceSearch => readPlaceSearch(search),
  beforeLoad: async ({ context }) => {
    try {
      await context.queryClient.ensureQueryData(sessionQuery);
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) throw redirect({ to: '/login' });
      throw error;
    }
  },
  component: Shell,
  errorComponent: Failed,
});

const home = createRoute({
  getParentRoute: () => workspace,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/ask' });
  },
});

const ask = createRoute({
  getParentRoute: () => workspace,
  path: '/ask',
  validateSearch: (search: Record<string, unknown>): { id?: string } =>
    typeof search.id === 'string' && search.id !== '' ? { id: search.id } : {},
  component: lazyRouteComponent(() => import('./ask-route.tsx'), 'AskRoute'),
});

const knowledge = createRoute({
  getParentRoute: () => workspace,
  path: '/knowledge',
  validateSearch: (search: Record<string, unknown>): { kb?: string } =>
    typeof search.kb === 'string' && search.kb !== '' ? { kb: search.kb } : {},
  component: lazyRouteComponent(() => import('./knowledge-route.tsx'), 'KnowledgeRoute'),
});

const account = createRoute({
  getParentRoute: () => workspace,
  path: '/account',
  component: lazyRouteComponent(() => import('./account-route.tsx'), 'AccountRoute'),
});

export const router = createRouter({
  routeTree: root.addChildren([login, workspace.addChildren([home, knowledge, ask, account])]),
  context: { queryClient },
  defaultPreload: 'intent',
  scrollRestoration: true,
});

// A session that ends while the page is open leads to the door, not to a page full of refusals.
queryClient.getQueryCache().subscribe((event) => {
  if (event.type !== 'updated' || event.action.type !== 'error') return;
  const { error } = event.action;
  if (error instanceof ApiError && error.status === 401 && router.state.location.pathname !== '/login') {
    queryClient.removeQueries();
    void router.navigate({ to: '/login' });
  }
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
