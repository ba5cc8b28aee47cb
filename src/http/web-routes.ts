/** The built web page. Files with a hash in their name never change; everything that is not a file is the page itself. */

import { readFile } from 'node:fs/promises';
import { extname, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Hono } from 'hono';
import { NotFoundError } from '#kernel/errors';
import type { HttpContext, HttpEnv } from './http-env.ts';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.bcmap': 'application/octet-stream',
  '.pfb': 'application/octet-stream',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
};

export function webRoutes(app: Hono<HttpEnv>, folder: URL): void {
  const root = fileURLToPath(folder);
  app.get('*', async (c) => {
    const path = c.req.path;
    if (/^\/(api|v1)(\/|$)/.test(path)) return c.notFound();
    const asset = await readAsset(root, path);
    if (asset !== null) return send(c, path, asset);
    if (extname(path) !== '') return c.notFound();
    const page = await readAsset(root, '/index.html');
    if (page === null) throw pageMissing();
    return send(c, '/index.html', page);
  });
}

function send(c: HttpContext, path: string, bytes: Uint8Array<ArrayBuffer>): Response {
  const hashed = path.startsWith('/assets/');
  c.header('Content-Type', MEDIA_TYPES[extname(path)] ?? 'application/octet-stream');
  c.header('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
  return c.body(bytes, 200);
}

/** Null when there is no such file inside the folder. */
async function readAsset(root: string, path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return null;
  }
  const file = `${root}${sep}${decoded}`;
  const inside = relative(root, file);
  if (inside === '' || inside.startsWith('..') || decoded.includes('\0')) return null;
  try {
    return Uint8Array.from(await readFile(file));
  } catch {
    return null;
  }
}

function pageMissing(): NotFoundError {
  return new NotFoundError({
    code: 'WEB_PAGE_NOT_FOUND',
    message: 'The web page has not been built.',
    remedy: 'Run npm run build, then start again. The API at /api/v1 works without it.',
  });
}
