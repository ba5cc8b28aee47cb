/** Door for adapters: what the audit log needs from a database and from a key store. */

import type { Id } from '#kernel/id';
import type { ReadTx, WriteTx } from '#kernel/transact';

/** One leaf of the Merkle log, as stored. */
export interface AuditEntry {
  /** Position in the log, from 0, without gaps. */
  readonly index: number;
  readonly workspaceId: Id;
  /** Canonical JSON text; its UTF-8 bytes are the leaf data. Holds ids and salted payload hashes, never content. */
  readonly leaf: string;
  /** SHA-256(0x00 ‖ leaf), RFC 6962 §2.1, hex. */
  readonly leafHash: string;
}

/** What an entry says beyond its leaf. Erasable: the leaf keeps only the salted hash. */
export interface AuditPayload {
  readonly index: number;
  /** 16 random bytes, hex. */
  readonly salt: string;
  /** Canonical JSON text, or its ciphertext when `personId` is set; null once erased. */
  readonly body: string | null;
  readonly personId: string | null;
}

/** Size of the log and the roots of its complete subtrees, largest first: all that appending needs. */
export interface AuditFrontier {
  readonly size: number;
  /** Hex SHA-256 roots; their number equals the number of one bits of `size`. */
  readonly peaks: readonly string[];
}

export interface AuditStore {
  /** Takes the log's one advisory lock for the rest of the transaction and returns the frontier. */
  lockFrontier(tx: WriteTx): Promise<AuditFrontier>;
  append(tx: WriteTx, entry: AuditEntry, payload: AuditPayload, frontier: AuditFrontier): Promise<void>;
  frontier(tx: ReadTx): Promise<AuditFrontier>;
  /** Entries of the whole log in order, from `from` (inclusive), at most `limit`. */
  page(
    tx: ReadTx,
    from: number,
    limit: number,
  ): Promise<readonly { entry: AuditEntry; payload: AuditPayload | null }[]>;
}

/** Keys that stay outside the database. */
export interface AuditKeys {
  /** Name and Ed25519 key of this log, for checkpoints. */
  readonly origin: string;
  sign(message: Uint8Array): Uint8Array;
  /** Raw 32-byte Ed25519 public key. */
  readonly publicKey: Uint8Array;
  /** AES-256-GCM under the person's own key (created when absent), base64. */
  encryptFor(tx: WriteTx, personId: string, plain: string): Promise<string>;
}
