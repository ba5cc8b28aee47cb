/** Door for adapters: where accounts, members, groups, keys, sessions and one-time links are kept. */

import type { Id } from '#kernel/id';
import type { Role } from '#kernel/principal';
import type { ReadTx, WriteTx } from '#kernel/transact';

export interface Workspace {
  readonly id: Id;
  /** Unique; lower-case words and hyphens. */
  readonly name: string;
  readonly title: string;
  readonly createdAt: Date;
}

export interface Account {
  readonly id: Id;
  readonly name: string;
  /** Null for the owner made at first start, until told. */
  readonly email: string | null;
}

export interface Member {
  readonly account: Account;
  readonly role: Role;
  readonly groupIds: readonly Id[];
}

export interface Group {
  readonly id: Id;
  readonly workspaceId: Id;
  readonly name: string;
  /** The built-in group to which every member belongs. */
  readonly everyone: boolean;
}

/** An API key as kept: the key itself is shown once, when it is made. */
export interface ApiKey {
  readonly id: Id;
  readonly workspaceId: Id;
  readonly name: string;
  /** First characters, to recognise it by. */
  readonly prefix: string;
  readonly role: Role;
  readonly groupIds: readonly Id[];
  readonly createdBy: Id;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
}

/** Somebody's right to act as an account in a workspace, until a time. */
export interface Pass {
  readonly hash: string;
  readonly workspaceId: Id;
  readonly accountId: Id;
  readonly expiresAt: Date;
}

/**
 * Secrets are looked up by SHA-256 (hex) only. `firstWorkspace`, `findWorkspace`, `findKey`, `findSession` and
 * `findLoginLink` are read before a workspace is known, under the system's own principal; everything else names its
 * workspace.
 */
export interface AccessStore {
  /** The oldest. */
  firstWorkspace(tx: ReadTx): Promise<Workspace | null>;
  /** False, and nothing written, when the name is taken: somebody else was first. */
  createWorkspace(tx: WriteTx, workspace: Workspace, everyone: Group): Promise<boolean>;
  findWorkspace(tx: ReadTx, id: Id): Promise<Workspace | null>;
  /** Until the transaction ends nobody else gets past here for this workspace: for rules over several rows. */
  lockWorkspace(tx: WriteTx, id: Id): Promise<void>;

  createAccount(tx: WriteTx, account: Account): Promise<void>;
  saveMember(tx: WriteTx, workspaceId: Id, accountId: Id, role: Role): Promise<void>;
  /** With the member's places in groups, sessions and unused login links. */
  removeMember(tx: WriteTx, workspaceId: Id, accountId: Id): Promise<void>;
  /** By account id, which is the order of joining. `groupIds` always holds the group `everyone`. */
  listMembers(tx: ReadTx, workspaceId: Id): Promise<readonly Member[]>;
  findMember(tx: ReadTx, workspaceId: Id, accountId: Id): Promise<Member | null>;

  createGroup(tx: WriteTx, group: Group): Promise<void>;
  /** `everyone` first, then by id. */
  listGroups(tx: ReadTx, workspaceId: Id): Promise<readonly Group[]>;
  addToGroup(tx: WriteTx, workspaceId: Id, groupId: Id, accountId: Id): Promise<void>;
  removeFromGroup(tx: WriteTx, workspaceId: Id, groupId: Id, accountId: Id): Promise<void>;

  createKey(tx: WriteTx, key: ApiKey, hash: string): Promise<void>;
  /** With the stored hash, for a comparison in constant time. Expired and revoked keys are found too. */
  findKey(tx: ReadTx, hash: string): Promise<{ readonly key: ApiKey; readonly hash: string } | null>;
  /** By id, revoked ones included. */
  listKeys(tx: ReadTx, workspaceId: Id): Promise<readonly ApiKey[]>;
  /** False when there is none or it was revoked before. */
  revokeKey(tx: WriteTx, workspaceId: Id, keyId: Id, at: Date): Promise<boolean>;
  noteKeyUse(tx: WriteTx, workspaceId: Id, keyId: Id, at: Date): Promise<void>;
  /** Every live key that the account made; returns their ids. */
  revokeKeysOf(tx: WriteTx, workspaceId: Id, accountId: Id, at: Date): Promise<readonly Id[]>;

  createLoginLink(tx: WriteTx, link: Pass): Promise<void>;
  /** Null when unknown, used or expired. */
  findLoginLink(tx: ReadTx, hash: string, at: Date): Promise<Pass | null>;
  /** Marks it used; null when unknown, used or expired. Of several at once exactly one gets it. */
  useLoginLink(tx: WriteTx, hash: string, at: Date): Promise<Pass | null>;
  /** Whether somebody ever got in through a login link. */
  everEntered(tx: ReadTx, workspaceId: Id): Promise<boolean>;
  createSession(tx: WriteTx, session: Pass): Promise<void>;
  findSession(tx: ReadTx, hash: string, at: Date): Promise<Pass | null>;
  endSession(tx: WriteTx, workspaceId: Id, hash: string): Promise<void>;
  /** Forgets sessions and login links that nobody can use any more. */
  forgetExpired(tx: WriteTx, workspaceId: Id, at: Date): Promise<void>;
}
