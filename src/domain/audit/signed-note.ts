/** Checkpoints in the C2SP forms `signed-note` and `tlog-checkpoint`, which other transparency tools read too. */

import { createHash } from 'node:crypto';
import { rootOf } from './merkle.ts';
import type { AuditFrontier, AuditKeys } from './ports.ts';

/** Signature type of Ed25519 in a signed note. */
const ED25519 = 1;
const KEY_HASH_BYTES = 4;

/** `origin`, size, base64 root, an empty line, and the signature line `— origin base64(key hash ‖ signature)`. */
export function renderCheckpoint(keys: AuditKeys, frontier: AuditFrontier): string {
  const root = Buffer.from(rootOf(frontier), 'hex').toString('base64');
  const text = `${keys.origin}\n${frontier.size}\n${root}\n`;
  const signature = Buffer.concat([keyHash(keys), keys.sign(Buffer.from(text, 'utf8'))]).toString('base64');
  return `${text}\n— ${keys.origin} ${signature}\n`;
}

/** The public key with its name, as one word: `origin+hex(key hash)+base64(type ‖ key)`. To be kept outside. */
export function renderVerifierKey(keys: Pick<AuditKeys, 'origin' | 'publicKey'>): string {
  return `${keys.origin}+${keyHash(keys).toString('hex')}+${typedKey(keys).toString('base64')}`;
}

function keyHash(keys: Pick<AuditKeys, 'origin' | 'publicKey'>): Buffer {
  const hash = createHash('sha256').update(`${keys.origin}\n`, 'utf8').update(typedKey(keys));
  return hash.digest().subarray(0, KEY_HASH_BYTES);
}

function typedKey({ publicKey }: Pick<AuditKeys, 'publicKey'>): Buffer {
  return Buffer.concat([Uint8Array.of(ED25519), publicKey]);
}
