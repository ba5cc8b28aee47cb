/** Unpacks a ZIP archive once, entry by entry and within limits, before a library that knows no limits may open it. */

import { inflateRawSync } from 'node:zlib';
import { documentDamaged, documentEncrypted, documentTooLarge } from './document-errors.ts';
import type { ParserLimits } from './limits.ts';
import { readZipDirectory, type ZipEntry } from './zip-directory.ts';

const LOCAL_HEADER = 30;
/** Tiny archives of repetitive XML reach high ratios honestly; below this size the ratio says nothing. */
const RATIO_MATTERS_FROM = 10 * 1024 * 1024;

/**
 * @throws InputError `DOCUMENT_DAMAGED`, `DOCUMENT_ENCRYPTED`, `DOCUMENT_TOO_LARGE`
 */
export function checkArchive(bytes: Uint8Array, limits: ParserLimits): void {
  const entries = readZipDirectory(bytes);
  if (entries === null) throw documentDamaged('its archive has no readable directory');
  if (entries.some(({ encrypted }) => encrypted)) throw documentEncrypted();
  if (entries.length > limits.maxEntries)
    throw documentTooLarge(`it holds more than ${limits.maxEntries} files`, limits.maxEntries);
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  if (total > limits.maxUnpackedBytes)
    throw documentTooLarge(`it unpacks to more than ${limits.maxUnpackedBytes} bytes`, limits.maxUnpackedBytes);
  if (total > RATIO_MATTERS_FROM && total / bytes.length > limits.maxRatio)
    throw documentTooLarge(`it unpacks to more than ${limits.maxRatio} times its size`, limits.maxRatio);
  for (const entry of entries) checkEntry(bytes, entry);
}

/** A directory may lie about sizes: what comes out must be exactly as long as it says. */
function checkEntry(bytes: Uint8Array, entry: ZipEntry): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { offset, packedSize, size } = entry;
  if (offset + LOCAL_HEADER > bytes.length) throw documentDamaged('a part lies outside of its archive');
  const start = offset + LOCAL_HEADER + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const packed = bytes.subarray(start, start + packedSize);
  if (packed.length !== packedSize) throw documentDamaged('a part of its archive is cut off');
  if (entry.method === 0 && packedSize === size) return;
  if (entry.method !== 8 || inflatedLength(packed, size) !== size)
    throw documentDamaged('a part of its archive cannot be unpacked');
}

function inflatedLength(packed: Uint8Array, size: number): number {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) }).length;
  } catch {
    return -1;
  }
}
