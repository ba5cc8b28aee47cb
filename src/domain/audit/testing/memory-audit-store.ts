/** The audit store in memory: for tests, held to the same contract as the database. */

import { createCipheriv, createDecipheriv, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { StorageError } from '#kernel/errors';
import { seededRandom } from '#kernel/random';
import { onRollback } from '#kernel/testing';
import { EMPTY_FRONTIER } from '../merkle.ts';
import type { AuditFrontier, AuditKeys, AuditStore, CheckpointLog, PersonKey, StoredEntry } from '../ports.ts';

export interface MemoryAuditStore extends AuditStore {
  /** For tests that tamper. */
  readonly entries: StoredEntry[];
}

export function createMemoryAuditStore(): MemoryAuditStore {
  const entries: StoredEntry[] = [];
  const personKeys = new Map<string, PersonKey>();
  let frontier: AuditFrontier = EMPTY_FRONTIER;
  const name = (workspaceId: string, personId: string) => `${workspaceId} ${personId}`;
  return {
    entries,
    lockFrontier: async () => frontier,
    append: async (tx, entry, payload, after) => {
      const before = frontier;
      onRollback(tx, () => {
        entries.pop();
        frontier = before;
      });
      entries.push({ entry, payload });
      frontier = after;
    },
    frontier: async () => frontier,
    page: async (_tx, from, limit) => entries.slice(from, from + limit),
    findPersonKey: async (_tx, workspaceId, personId) => personKeys.get(name(workspaceId, personId)) ?? null,
    createPersonKey: async (tx, key) => {
      onRollback(tx, () => personKeys.delete(name(key.workspaceId, key.personId)));
      personKeys.set(name(key.workspaceId, key.personId), key);
    },
    removePersonKey: async (tx, workspaceId, personId) => {
      const present = personKeys.get(name(workspaceId, personId));
      if (present === undefined) return false;
      onRollback(tx, () => personKeys.set(name(workspaceId, personId), present));
      return personKeys.delete(name(workspaceId, personId));
    },
  };
}

/** Real cryptography with keys that are the same for the same seed. */
export function createTestKeys(seed = 1): AuditKeys {
  const random = seededRandom(seed);
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex');
  const key = createPrivateKey({ key: Buffer.concat([prefix, random.bytes(32)]), format: 'der', type: 'pkcs8' });
  const master = random.bytes(32);
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  return {
    origin: `medida.example/${seed}`,
    publicKey: new Uint8Array(Buffer.from(x, 'base64url')),
    sign: (message) => new Uint8Array(sign(null, message, key)),
    wrap: (plain, context) => {
      const nonce = random.bytes(12);
      const cipher = createCipheriv('aes-256-gcm', master, nonce).setAAD(Buffer.from(context));
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64');
    },
    unwrap: (wrapped, context) => {
      const bytes = Buffer.from(wrapped, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', master, bytes.subarray(0, 12))
        .setAAD(Buffer.from(context))
        .setAuthTag(bytes.subarray(-16));
      try {
        return new Uint8Array(Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]));
      } catch (cause) {
        throw new StorageError({ code: 'MASTER_KEY_WRONG', message: 'Wrong key.', remedy: 'None.', cause });
      }
    },
  };
}

export function createMemoryCheckpointLog(): CheckpointLog & { readonly days: Map<string, string> } {
  const days = new Map<string, string>();
  return {
    days,
    append: async (day, note) => {
      days.set(day, `${days.get(day) ?? ''}${note}\n`);
      return `memory/${day}`;
    },
  };
}
