/** Original bytes of unknown origin: downloaded, never run. Only a PDF may be shown inside the page. */

import type { OriginalFile } from '#app/use-cases';
import type { HttpContext } from './http-env.ts';

export function originalResponse(c: HttpContext, file: OriginalFile, inlineAsked: boolean): Response {
  const inline = inlineAsked && file.mediaType === 'application/pdf';
  const name = file.name.split('/').at(-1) ?? 'document';
  c.header('Content-Type', inline ? 'application/pdf' : 'application/octet-stream');
  c.header('Content-Disposition', `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeFileName(name)}`);
  c.header('Content-Security-Policy', "default-src 'none'; sandbox");
  // Kept only to be asked for again: whoever may no longer see the document gets no 304.
  c.header('Cache-Control', 'private, no-cache');
  const tag = `"${file.hash}"`;
  c.header('ETag', tag);
  if (knownTags(c).some((known) => known === tag || known === '*')) return c.body(null, 304);
  return c.body(Uint8Array.from(file.bytes).buffer, 200);
}

function knownTags(c: HttpContext): string[] {
  return (c.req.header('if-none-match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
}

/** RFC 8187: everything but unreserved characters is percent-encoded. */
function encodeFileName(name: string): string {
  return encodeURIComponent(name.replaceAll(/\p{Surrogate}/gu, '\uFFFD')).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
