/** Original bytes of unknown origin: downloaded, never run. Only a PDF may be shown inside the page. */

import type { OriginalFile } from '#app/use-cases';
import type { HttpContext } from './http-env.ts';

export function originalResponse(c: HttpContext, file: OriginalFile, inlineAsked: boolean): Response {
  const inline = inlineAsked && file.mediaType === 'application/pdf';
  const name = file.name.split('/').at(-1) ?? 'document';
  c.header('Content-Type', inline ? 'application/pdf' : 'application/octet-stream');
  c.header('Content-Disposition', `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeFileName(name)}`);
  c.header('Content-Security-Policy', "default-src 'none'; sandbox");
  c.header('Cache-Control', 'private, max-age=31536000, immutable');
  return c.body(Uint8Array.from(file.bytes).buffer, 200);
}

/** RFC 8187: everything but unreserved characters is percent-encoded. */
function encodeFileName(name: string): string {
  return encodeURIComponent(name.replaceAll(/\p{Surrogate}/gu, '\uFFFD')).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
