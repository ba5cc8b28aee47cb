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

/** Secrets are looked up by SHA-256 only. */
export interface AccessStore {
  firstWorkspace(tx: ReadTx): Promise<Workspace | null>;
  createWorkspace(tx: WriteTx, workspace: Workspace, everyone: Group): Promise<void>;
  findWorkspace(tx: ReadTx, id: Id): Promise<Workspace | null>;

  createAccount(tx: WriteTx, account: Account): Promise<void>;
  saveMember(tx: WriteTx, workspaceId: Id, accountId: Id, role: Role): Promise<void>;
  removeMember(tx: WriteTx, workspaceId: Id, accountId: Id): Promise<void>;
  listMembers(tx: ReadTx, workspaceId: Id): Promise<readonly Member[]>;
  findMember(tx: ReadTx, workspaceId: Id, accountId: Id): Promise<Member | null>;

  createGroup(tx: WriteTx, group: Group): Promise<void>;
  listGroups(tx: ReadTx, workspaceId: Id): Promise<readonly Group[]>;
  addToGroup(tx: WriteTx, workspaceId: Id, groupId: Id, accountId: Id): Promise<void>;
  removeFromGroup(tx: WriteTx, workspaceId: Id, groupId: Id, accountId: Id): Promise<void>;

  createKey(tx: WriteTx, key: ApiKey, hash: string): Promise<void>;
  findKey(tx: ReadTx, hash: string): Promise<ApiKey | null>;
  listKeys(tx: ReadTx, workspaceId: Id): Promise<readonly ApiKey[]>;
  revokeKey(tx: WriteTx, workspaceId: Id, keyId: Id, at: Date): Promise<boolean>;

  createLoginLink(tx: WriteTx, link: { hash: string; workspaceId: Id; accountId: Id; expiresAt: Date }): Promise<void>;
  /** Marks it used; null when unknown, used or expired. */
  useLoginLink(tx: WriteTx, hash: string, at: Date): Promise<{ workspaceId: Id; accountId: Id } | null>;
  createSession(tx: WriteTx, session: { hash: string; workspaceId: Id; accountId: Id; expiresAt: Date }): Promise<void>;
  findSession(tx: ReadTx, hash: string, at: Date): Promise<{ workspaceId: Id; accountId: Id } | null>;
  endSession(tx: WriteTx, hash: string): Promise<void>;
}
