/**
 * The keys that stay outside the database, in the folder `keys` of the data folder: `audit.key` signs checkpoints,
 * `master.key` wraps the keys of persons. Whoever loses the second loses every payload that names a person.
 */

import { createCipheriv, createDecipheriv, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { join } from 'node:path';
import type { AuditKeys } from '#domain/audit/ports';
import { StorageError } from '#kernel/errors';
import type { Random } from '#kernel/random';
import { readOrCreateKeyFile } from './key-file.ts';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const ORIGIN_BYTES = 8;
const AUDIT_FORMAT = 'medida.audit-key/1';
const MASTER_FORMAT = 'medida.master-key/1';
/** DER of a PKCS #8 Ed25519 private key up to its 32-byte seed (RFC 8410 §7). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** @throws StorageError `KEY_FILE_UNREADABLE`, `KEY_FILE_UNWRITABLE`, `KEY_FILE_EXPOSED`, `KEY_FILE_DAMAGED` */
export async function openKeyRing(folder: string, random: Random): Promise<AuditKeys> {
  const audit = await openKey(join(folder, 'audit.key'), AUDIT_FORMAT, () => ({
    origin: `medida/${Buffer.from(random.bytes(ORIGIN_BYTES)).toString('hex')}`,
    key: Buffer.from(random.bytes(KEY_BYTES)),
  }));
  const master = await openKey(join(folder, 'master.key'), MASTER_FORMAT, () => ({
    origin: audit.origin,
    key: Buffer.from(random.bytes(KEY_BYTES)),
  }));
  return { origin: audit.origin, ...signer(audit.key), ...wrapper(master.key, random) };
}

interface KeptKey {
  readonly origin: string;
  readonly key: Buffer;
}

/** Three lines: format, the log's name, base64. */
async function openKey(path: string, format: string, create: () => KeptKey): Promise<KeptKey> {
  const text = await readOrCreateKeyFile(path, () => {
    const { origin, key } = create();
    return `${format}\n${origin}\n${key.toString('base64')}\n`;
  });
  const [found, origin = '', encoded = ''] = text.split('\n');
  const key = Buffer.from(encoded, 'base64');
  if (found === format && /^medida\/[0-9a-f]{16}$/.test(origin) && key.length === KEY_BYTES) return { origin, key };
  throw new StorageError({
    code: 'KEY_FILE_DAMAGED',
    message: `The key file ${path} is not what Medida wrote there.`,
    remedy: 'Restore it from a backup of the data folder. Without it earlier checkpoints or payloads cannot be used.',
    details: { path },
  });
}

function signer(seed: Buffer): Pick<AuditKeys, 'publicKey' | 'sign'> {
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  return {
    publicKey: new Uint8Array(Buffer.from(x, 'base64url')),
    sign: (message) => new Uint8Array(sign(null, message, privateKey)),
  };
}

/** AES-256-GCM; base64 of nonce ‖ ciphertext ‖ tag. */
function wrapper(master: Buffer, random: Random): Pick<AuditKeys, 'wrap' | 'unwrap'> {
  return {
    wrap: (key, context) => {
      const nonce = random.bytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', master, nonce).setAAD(Buffer.from(context, 'utf8'));
      return Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]).toString('base64');
    },
    unwrap: (wrapped, context) => {
      const bytes = Buffer.from(wrapped, 'base64');
      try {
        const decipher = createDecipheriv('aes-256-gcm', master, bytes.subarray(0, NONCE_BYTES), {
          authTagLength: TAG_BYTES,
        })
          .setAAD(Buffer.from(context, 'utf8'))
          .setAuthTag(bytes.subarray(-TAG_BYTES));
        const plain = [decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()];
        return new Uint8Array(Buffer.concat(plain));
      } catch (cause) {
        throw masterKeyWrong(cause);
      }
    },
  };
}

function masterKeyWrong(cause: unknown): StorageError {
  return new StorageError({
    code: 'MASTER_KEY_WRONG',
    message: 'A key in the database was wrapped with another master key than the one in the data folder.',
    remedy: 'Put back the folder `keys` that belongs to this database, from the same backup.',
    cause,
  });
}
