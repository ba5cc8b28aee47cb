/** Opens a PDF with pdf.js: no scripts, no evaluation, no network, fonts and character maps from the package itself. */

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { documentDamaged, documentEncrypted } from '../document-errors.ts';

const PACKAGE = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
/** A complete file says near its end where its index is, or at least that it ends; junk after that is common and harmless. */
const TAIL = 65_536;

/** @throws InputError `DOCUMENT_DAMAGED`, `DOCUMENT_ENCRYPTED` */
export async function openPdf(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const tail = Buffer.from(bytes.subarray(Math.max(0, bytes.length - TAIL)));
  if (!tail.includes('startxref') && !tail.includes('%%EOF')) throw documentDamaged('its end is missing');
  const task = getDocument({
    data: bytes.slice(),
    isEvalSupported: false,
    enableXfa: false,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    fontExtraProperties: true,
    maxImageSize: 1,
    verbosity: 0,
    cMapUrl: join(PACKAGE, 'cmaps/'),
    cMapPacked: true,
    standardFontDataUrl: join(PACKAGE, 'standard_fonts/'),
    wasmUrl: join(PACKAGE, 'wasm/'),
  });
  try {
    return await task.promise;
  } catch (error) {
    await task.destroy();
    if (error instanceof Error && error.name === 'PasswordException') throw documentEncrypted();
    throw documentDamaged('its structure cannot be read', error);
  }
}
