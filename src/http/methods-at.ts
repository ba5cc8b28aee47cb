import type { Hono } from 'hono';
import { TrieRouter } from 'hono/router/trie-router';
import type { HttpEnv } from './http-env.ts';

/** Which methods are answered at a path, so that a wrong one can be told from a wrong address. */
export function methodsAt(app: Hono<HttpEnv>): (path: string) => string[] {
  let known: TrieRouter<string> | null = null;
  return (path) => {
    known ??= routerOf(app);
    return [...new Set(known.match('GET', path)[0].map(([method]) => method))].sort();
  };
}

/** Middleware and what answers whatever is left are no routes of their own. */
function routerOf(app: Hono<HttpEnv>): TrieRouter<string> {
  const router = new TrieRouter<string>();
  for (const { method, path } of app.routes) {
    if (method !== 'ALL' && !path.endsWith('*')) router.add('GET', path, method);
  }
  return router;
}
