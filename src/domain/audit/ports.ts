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

export interface StoredEntry {
  readonly entry: AuditEntry;
  /** Null when the reader's workspace is not the entry's. */
  readonly payload: AuditPayload | null;
}

/** A person's own key, wrapped by the master key. Without it what was sealed for that person cannot be read again. */
export interface PersonKey {
  readonly workspaceId: Id;
  readonly personId: Id;
  readonly wrappedKey: string;
  readonly createdAt: Date;
}

export interface AuditStore {
  /** Takes the log's one lock for the rest of the transaction and returns the frontier. */
  lockFrontier(tx: WriteTx): Promise<AuditFrontier>;
  /** @param frontier the one after this entry */
  append(tx: WriteTx, entry: AuditEntry, payload: AuditPayload, frontier: AuditFrontier): Promise<void>;
  frontier(tx: ReadTx): Promise<AuditFrontier>;
  /** Entries of the whole log, of all workspaces, in order, from `from` (inclusive), at most `limit`. */
  page(tx: ReadTx, from: number, limit: number): Promise<readonly StoredEntry[]>;

  findPersonKey(tx: ReadTx, workspaceId: Id, personId: Id): Promise<PersonKey | null>;
  createPersonKey(tx: WriteTx, key: PersonKey): Promise<void>;
  /** False when there is none. */
  removePersonKey(tx: WriteTx, workspaceId: Id, personId: Id): Promise<boolean>;
}

/** Keys that stay outside the database. */
export interface AuditKeys {
  /** Name of this log, without spaces or plus signs: the first line of its checkpoints and the name of its key. */
  readonly origin: string;
  /** Raw 32-byte Ed25519 public key. */
  readonly publicKey: Uint8Array;
  /** Ed25519 signature, 64 bytes. */
  sign(message: Uint8Array): Uint8Array;
  /** Encrypts a key under the master key, bound to `context`; base64. */
  wrap(key: Uint8Array, context: string): string;
  /** @throws StorageError `MASTER_KEY_WRONG` */
  unwrap(wrapped: string, context: string): Uint8Array;
}

/** Where checkpoints are kept outside the database. */
export interface CheckpointLog {
  /** Adds at the end of the file of that day (UTC, `YYYY-MM-DD`), durable when it resolves; returns the file's path. */
  append(day: string, note: string): Promise<string>;
}
