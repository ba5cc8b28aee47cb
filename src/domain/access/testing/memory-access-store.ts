/** The access store in memory: for tests of use cases, held to the same contract as the database. */

import type { Id } from '#kernel/id';
import type { Role } from '#kernel/principal';
import { onRollback } from '#kernel/testing';
import type { ReadTx, WriteTx } from '#kernel/transact';
import type { AccessStore, Account, ApiKey, Group, Member, Pass, Workspace } from '../ports.ts';

interface State {
  workspaces: Workspace[];
  accounts: Account[];
  members: { workspaceId: Id; accountId: Id; role: Role }[];
  groups: Group[];
  places: { workspaceId: Id; groupId: Id; accountId: Id }[];
  keys: { key: ApiKey; hash: string }[];
  links: (Pass & { usedAt: Date | null })[];
  sessions: Pass[];
}

type Part<Names extends keyof AccessStore> = Pick<AccessStore, Names>;

interface Hold {
  readonly now: () => State;
  /** The state to write to; put back as it was when the transaction fails. */
  readonly change: (tx: WriteTx) => State;
}

export function createMemoryAccessStore(): AccessStore {
  let state: State = {
    workspaces: [],
    accounts: [],
    members: [],
    groups: [],
    places: [],
    keys: [],
    links: [],
    sessions: [],
  };
  const hold: Hold = {
    now: () => state,
    change: (tx) => {
      const before = structuredClone(state);
      onRollback(tx, () => {
        state = before;
      });
      return state;
    },
  };
  return { ...workspaces(hold), ...members(hold), ...groups(hold), ...keys(hold), ...passes(hold) };
}

function workspaces({
  now,
  change,
}: Hold): Part<'firstWorkspace' | 'createWorkspace' | 'findWorkspace' | 'lockWorkspace'> {
  return {
    firstWorkspace: async () =>
      now().workspaces.toSorted((one, other) => one.createdAt.getTime() - other.createdAt.getTime())[0] ?? null,
    createWorkspace: async (tx, workspace, everyone) => {
      if (now().workspaces.some((each) => each.name === workspace.name)) return false;
      const state = change(tx);
      state.workspaces.push(workspace);
      state.groups.push(everyone);
      return true;
    },
    findWorkspace: async (_tx, id) => now().workspaces.find((each) => each.id === id) ?? null,
    lockWorkspace: async () => {},
  };
}

function members({
  now,
  change,
}: Hold): Part<'createAccount' | 'saveMember' | 'removeMember' | 'listMembers' | 'findMember'> {
  const listMembers = async (_tx: ReadTx, workspaceId: Id): Promise<readonly Member[]> =>
    now()
      .members.filter((each) => each.workspaceId === workspaceId)
      .sort((one, other) => (one.accountId < other.accountId ? -1 : 1))
      .flatMap(({ accountId, role }) =>
        now()
          .accounts.filter((account) => account.id === accountId)
          .map((account) => ({ account, role, groupIds: groupsOf(now(), workspaceId, accountId) })),
      );
  return {
    createAccount: async (tx, account) => {
      change(tx).accounts.push(account);
    },
    saveMember: async (tx, workspaceId, accountId, role) => {
      const state = change(tx);
      state.members = state.members.filter((each) => !isPlace(each, workspaceId, accountId));
      state.members.push({ workspaceId, accountId, role });
    },
    removeMember: async (tx, workspaceId, accountId) => {
      const state = change(tx);
      const others = (each: { workspaceId: Id; accountId: Id }) => !isPlace(each, workspaceId, accountId);
      state.members = state.members.filter(others);
      state.places = state.places.filter(others);
      state.sessions = state.sessions.filter(others);
      state.links = state.links.filter(others);
    },
    listMembers,
    findMember: async (tx, workspaceId, accountId) =>
      (await listMembers(tx, workspaceId)).find((each) => each.account.id === accountId) ?? null,
  };
}

function groups({ now, change }: Hold): Part<'createGroup' | 'listGroups' | 'addToGroup' | 'removeFromGroup'> {
  return {
    createGroup: async (tx, group) => {
      change(tx).groups.push(group);
    },
    listGroups: async (_tx, workspaceId) =>
      now()
        .groups.filter((each) => each.workspaceId === workspaceId)
        .sort((one, other) => Number(other.everyone) - Number(one.everyone) || (one.id < other.id ? -1 : 1)),
    addToGroup: async (tx, workspaceId, groupId, accountId) => {
      const { places } = change(tx);
      if (!places.some((each) => each.groupId === groupId && each.accountId === accountId))
        places.push({ workspaceId, groupId, accountId });
    },
    removeFromGroup: async (tx, workspaceId, groupId, accountId) => {
      const state = change(tx);
      state.places = state.places.filter(
        (each) => !(isPlace(each, workspaceId, accountId) && each.groupId === groupId),
      );
    },
  };
}

function keys({
  now,
  change,
}: Hold): Part<'createKey' | 'findKey' | 'listKeys' | 'revokeKey' | 'noteKeyUse' | 'revokeKeysOf'> {
  const replace = (tx: WriteTx, wanted: (key: ApiKey) => boolean, part: Partial<ApiKey>): readonly Id[] => {
    const state = change(tx);
    const changed = state.keys.filter(({ key }) => wanted(key)).map(({ key }) => key.id);
    state.keys = state.keys.map(({ key, hash }) => ({ key: wanted(key) ? { ...key, ...part } : key, hash }));
    return changed;
  };
  return {
    createKey: async (tx, key, hash) => {
      change(tx).keys.push({ key, hash });
    },
    findKey: async (_tx, hash) => now().keys.find((each) => each.hash === hash) ?? null,
    listKeys: async (_tx, workspaceId) =>
      now()
        .keys.map(({ key }) => key)
        .filter((key) => key.workspaceId === workspaceId)
        .sort((one, other) => (one.id < other.id ? -1 : 1)),
    revokeKey: async (tx, workspaceId, keyId, at) => {
      const live = (key: ApiKey) => key.workspaceId === workspaceId && key.id === keyId && key.revokedAt === null;
      return replace(tx, live, { revokedAt: at }).length > 0;
    },
    noteKeyUse: async (tx, workspaceId, keyId, at) => {
      replace(tx, (key) => key.workspaceId === workspaceId && key.id === keyId, { lastUsedAt: at });
    },
    revokeKeysOf: async (tx, workspaceId, accountId, at) => {
      const theirs = (key: ApiKey) =>
        key.workspaceId === workspaceId && key.createdBy === accountId && key.revokedAt === null;
      return replace(tx, theirs, { revokedAt: at });
    },
  };
}

function passes({
  now,
  change,
}: Hold): Part<
  | 'createLoginLink'
  | 'findLoginLink'
  | 'useLoginLink'
  | 'everEntered'
  | 'createSession'
  | 'findSession'
  | 'endSession'
  | 'forgetExpired'
> {
  const findLink = (hash: string, at: Date): Pass | null => {
    const found = now().links.find((each) => each.hash === hash && each.usedAt === null && each.expiresAt > at);
    if (found === undefined) return null;
    const { usedAt: _used, ...link } = found;
    return link;
  };
  return {
    createLoginLink: async (tx, link) => {
      change(tx).links.push({ ...link, usedAt: null });
    },
    findLoginLink: async (_tx, hash, at) => findLink(hash, at),
    useLoginLink: async (tx, hash, at) => {
      const link = findLink(hash, at);
      const state = change(tx);
      if (link !== null) state.links = state.links.map((each) => (each.hash === hash ? { ...each, usedAt: at } : each));
      return link;
    },
    everEntered: async (_tx, workspaceId) =>
      now().links.some((each) => each.workspaceId === workspaceId && each.usedAt !== null),
    createSession: async (tx, session) => {
      change(tx).sessions.push(session);
    },
    findSession: async (_tx, hash, at) =>
      now().sessions.find((each) => each.hash === hash && each.expiresAt > at) ?? null,
    endSession: async (tx, workspaceId, hash) => {
      const state = change(tx);
      state.sessions = state.sessions.filter((each) => !(each.hash === hash && each.workspaceId === workspaceId));
    },
    forgetExpired: async (tx, workspaceId, at) => {
      const state = change(tx);
      const live = (each: Pass) => each.workspaceId !== workspaceId || each.expiresAt > at;
      state.sessions = state.sessions.filter(live);
      state.links = state.links.filter(live);
    },
  };
}

function isPlace(each: { workspaceId: Id; accountId: Id }, workspaceId: Id, accountId: Id): boolean {
  return each.workspaceId === workspaceId && each.accountId === accountId;
}

function groupsOf(state: State, workspaceId: Id, accountId: Id): readonly Id[] {
  const everyone = state.groups.filter((each) => each.everyone && each.workspaceId === workspaceId);
  const own = state.places.filter((each) => isPlace(each, workspaceId, accountId));
  return [...everyone.map((each) => each.id), ...own.map((each) => each.groupId)].sort();
}
