/** Payloads that name a person are encrypted with that person's own key: destroying the key erases them all. */

import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { Random } from '#kernel/random';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM, as base64 of nonce ‖ ciphertext ‖ tag. `context` is what the text belongs to; it opens nowhere else. */
export function seal(random: Random, key: Uint8Array, plain: string, context: string): string {
  const nonce = random.bytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context, 'utf8'));
  const text = [cipher.update(plain, 'utf8'), cipher.final()];
  return Buffer.concat([nonce, ...text, cipher.getAuthTag()]).toString('base64');
}

/** Null when the key or the context is not the one that sealed it, or a byte was changed. */
export function unseal(key: Uint8Array, sealed: string, context: string): string | null {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  const end = bytes.length - TAG_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(context, 'utf8'))
    .setAuthTag(bytes.subarray(end));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, end)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
