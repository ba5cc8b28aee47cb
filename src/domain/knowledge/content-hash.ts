import { createHash } from 'node:crypto';

/** SHA-256, hex; a string is hashed as UTF-8. */
export function contentHash(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}
