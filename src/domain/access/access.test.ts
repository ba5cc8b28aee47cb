import { beforeEach, describe, expect, it } from 'vitest';
import { createIdGenerator } from '#kernel/id';
import type { Principal, Role } from '#kernel/principal';
import { seededRandom } from '#kernel/random';
import { createMemoryDatabase, createTestClock } from '#kernel/testing';
import {
  addMember,
  addToGroup,
  authenticateKey,
  authenticateSession,
  bootstrapWorkspace,
  changeRole,
  createGroup,
  createKey,
  describePrincipal,
  endSession,
  issueFirstLink,
  issueLink,
  listGroups,
  listKeys,
  listMembers,
  operatorPrincipal,
  redeemLink,
  removeFromGroup,
  removeMember,
  revokeKey,
} from './index.ts';
import { createMemoryAccessStore } from './testing.ts';

const FIRST = { name: 'default', title: 'Taller', ownerName: 'Owner', everyoneName: 'everyone' };
const HOUR = 3_600_000;
const code = (expected: string) => expect.objectContaining({ code: expected });

function makeDeps() {
  const clock = createTestClock();
  const random = seededRandom(11);
  return {
    clock,
    random,
    newId: createIdGenerator(clock, random),
    database: createMemoryDatabase(),
    store: createMemoryAccessStore(),
  };
}

let deps: ReturnType<typeof makeDeps>;
let owner: Principal;

async function join(role: Role, name: string = role): Promise<Principal> {
  const { link } = await addMember(deps, owner, { name, role });
  const { token } = await redeemLink(deps, { token: link.token });
  return authenticateSession(deps, token);
}

async function keyFor(principal: Principal, input: Parameters<typeof createKey>[2]): Promise<string> {
  return (await createKey(deps, principal, input)).secret;
}

beforeEach(async () => {
  deps = makeDeps();
  await bootstrapWorkspace(deps, FIRST);
  const operator = await operatorPrincipal(deps);
  if (operator === null) throw new RangeError('no owner');
  owner = operator;
});

describe('first start', () => {
  it('can be followed by another link for the owner until somebody got in, and no longer', async () => {
    const first = await issueFirstLink(deps, owner);
    const second = await issueFirstLink(deps, owner);
    expect(second?.token).not.toBe(first?.token);
    const { token } = await redeemLink(deps, { token: second?.token ?? '' });
    expect(await issueFirstLink(deps, owner)).toBeNull();
    await endSession(deps, owner, token);
    expect(await issueFirstLink(deps, owner)).toBeNull();
  });

  it('makes a workspace, everyone, an owner and a link, once', async () => {
    const fresh = makeDeps();
    expect(await operatorPrincipal(fresh)).toBeNull();
    const { workspace, link } = await bootstrapWorkspace(fresh, FIRST);
    expect(link?.token).toMatch(/^mel_/);
    const session = await redeemLink(fresh, { token: link?.token ?? '' });
    const signedIn = await authenticateSession(fresh, session.token);
    expect(signedIn).toEqual(await operatorPrincipal(fresh));
    const identity = await describePrincipal(fresh, signedIn);
    expect(identity).toMatchObject({ account: { name: 'Owner', email: null }, workspace, role: 'owner' });
    expect(identity.groups.map((group) => group.name)).toEqual(['everyone']);
    expect(identity.permissions).toContain('audit.export');
    expect(await bootstrapWorkspace(fresh, FIRST)).toEqual({ workspace, link: null });
  });

  it('from two processes at once makes one', async () => {
    const fresh = makeDeps();
    const [one, two] = await Promise.all([bootstrapWorkspace(fresh, FIRST), bootstrapWorkspace(fresh, FIRST)]);
    expect(one.workspace.id).toBe(two.workspace.id);
    expect([one.link, two.link].filter((link) => link !== null)).toHaveLength(1);
    expect(fresh.database.acts.map(({ act }) => act.action)).toEqual(['workspace.create']);
  });
});

describe('login links and sessions', () => {
  it('lets a link in once, within 24 hours', async () => {
    const link = await issueLink(deps, owner, owner.id);
    await redeemLink(deps, { token: link.token });
    await expect(redeemLink(deps, { token: link.token })).rejects.toThrow(code('LINK_INVALID'));
    const late = await issueLink(deps, owner, owner.id);
    deps.clock.advance(24 * HOUR);
    await expect(redeemLink(deps, { token: late.token })).rejects.toThrow(code('LINK_INVALID'));
  });

  it('of two who redeem at the same moment lets in one', async () => {
    const { token } = await issueLink(deps, owner, owner.id);
    const outcomes = await Promise.allSettled([redeemLink(deps, { token }), redeemLink(deps, { token })]);
    expect(outcomes.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('ends the session before at sign-in, the session at sign-out, and every session after 30 days', async () => {
    const signIn = async (previousSession?: string) => {
      const { token } = await issueLink(deps, owner, owner.id);
      return (await redeemLink(deps, { token, ...(previousSession === undefined ? {} : { previousSession }) })).token;
    };
    const first = await signIn();
    const second = await signIn(first);
    await expect(authenticateSession(deps, first)).rejects.toThrow(code('SESSION_ENDED'));
    await endSession(deps, await authenticateSession(deps, second), second);
    await expect(authenticateSession(deps, second)).rejects.toThrow(code('SESSION_ENDED'));
    const third = await signIn();
    deps.clock.advance(30 * 24 * HOUR - 1);
    await authenticateSession(deps, third);
    deps.clock.advance(1);
    await expect(authenticateSession(deps, third)).rejects.toThrow(code('SESSION_ENDED'));
  });

  it('refuses what is not a session', async () => {
    for (const token of ['', 'mes_', await keyFor(owner, { name: 'k' })])
      await expect(authenticateSession(deps, token)).rejects.toThrow(code('SESSION_ENDED'));
  });

  it('gives links for oneself, or for those whose role one covers', async () => {
    const [admin, member] = [await join('admin'), await join('member')];
    await issueLink(deps, member, member.id);
    await issueLink(deps, admin, member.id);
    await expect(issueLink(deps, member, admin.id)).rejects.toThrow(code('NOT_PERMITTED'));
    await expect(issueLink(deps, admin, owner.id)).rejects.toThrow(code('ROLE_TOO_HIGH'));
    await expect(issueLink(deps, admin, deps.newId())).rejects.toThrow(code('MEMBER_NOT_FOUND'));
  });

  it('writes no secret into any act', async () => {
    const { token } = await issueLink(deps, owner, owner.id);
    const session = await redeemLink(deps, { token });
    const secret = await keyFor(owner, { name: 'k' });
    const acts = JSON.stringify(deps.database.acts);
    for (const each of [token, session.token, secret]) expect(acts).not.toContain(each.slice(10));
  });
});

describe('API keys', () => {
  it('act as what they were given, for as long as they live', async () => {
    const expiresAt = new Date(deps.clock.now().getTime() + HOUR);
    const { key, secret } = await createKey(deps, owner, { name: ' robot ', expiresAt });
    expect(key).toMatchObject({ name: 'robot', role: 'member', groupIds: owner.groupIds, prefix: secret.slice(0, 8) });
    const principal = await authenticateKey(deps, secret);
    expect(principal).toEqual({
      kind: 'key',
      id: key.id,
      workspaceId: owner.workspaceId,
      role: 'member',
      groupIds: owner.groupIds,
    });
    expect(await describePrincipal(deps, principal)).toMatchObject({ account: null, role: 'member' });
    deps.clock.advance(HOUR);
    await expect(authenticateKey(deps, secret)).rejects.toThrow(code('KEY_INVALID'));
  });

  it('refuse a typing error before anything is looked up', async () => {
    const secret = await keyFor(owner, { name: 'k' });
    const wrong = secret.slice(0, -1) + (secret.endsWith('0') ? '1' : '0');
    const deaf = { ...deps, database: { ...deps.database, read: () => Promise.reject(new RangeError('looked up')) } };
    await expect(authenticateKey(deaf, wrong)).rejects.toThrow(code('KEY_MISTYPED'));
    await expect(authenticateKey(deaf, secret)).rejects.toThrow('looked up');
  });

  it('are revoked at once, and only once', async () => {
    const { key, secret } = await createKey(deps, owner, { name: 'k' });
    await authenticateKey(deps, secret);
    await revokeKey(deps, owner, key.id);
    await expect(authenticateKey(deps, secret)).rejects.toThrow(code('KEY_INVALID'));
    await expect(revokeKey(deps, owner, key.id)).rejects.toThrow(code('KEY_NOT_FOUND'));
    expect((await listKeys(deps, owner)).map((each) => each.revokedAt)).toEqual([deps.clock.now()]);
  });

  it('are never given more than their maker has', async () => {
    const admin = await join('admin');
    const secretGroup = await createGroup(deps, owner, { name: 'board' });
    const make = (input: { role?: Role; groupIds?: string[] }) => createKey(deps, admin, { name: 'k', ...input });
    await expect(make({ role: 'owner' })).rejects.toThrow(code('ROLE_TOO_HIGH'));
    await expect(make({ role: 'auditor' })).rejects.toThrow(code('ROLE_TOO_HIGH'));
    await expect(make({ groupIds: [secretGroup.id] })).rejects.toThrow(code('GROUPS_TOO_MANY'));
    await expect(createKey(deps, await join('curator'), { name: 'k' })).rejects.toThrow(code('NOT_PERMITTED'));
    const past = { name: 'k', expiresAt: deps.clock.now() };
    await expect(createKey(deps, owner, past)).rejects.toThrow(code('EXPIRY_PAST'));
    await expect(createKey(deps, owner, { name: 'a\nb' })).rejects.toThrow(code('NAME_INVALID'));
  });

  it('make no keys, members or links themselves', async () => {
    const robot = await authenticateKey(deps, await keyFor(owner, { name: 'k', role: 'owner' }));
    await expect(createKey(deps, robot, { name: 'k2' })).rejects.toThrow(code('ACCOUNT_NEEDED'));
    await expect(addMember(deps, robot, { name: 'x', role: 'member' })).rejects.toThrow(code('ACCOUNT_NEEDED'));
    await expect(issueLink(deps, robot, owner.id)).rejects.toThrow(code('ACCOUNT_NEEDED'));
  });

  it('lose what their maker loses, on the next request', async () => {
    const admin = await join('admin');
    const group = await createGroup(deps, owner, { name: 'board' });
    await addToGroup(deps, owner, { groupId: group.id, accountId: admin.id });
    const maker = { ...admin, groupIds: [...admin.groupIds, group.id] };
    const [low, high] = [await keyFor(maker, { name: 'a' }), await keyFor(maker, { name: 'b', role: 'admin' })];
    expect((await authenticateKey(deps, low)).groupIds).toContain(group.id);
    await removeFromGroup(deps, owner, { groupId: group.id, accountId: admin.id });
    expect((await authenticateKey(deps, low)).groupIds).toEqual(owner.groupIds);
    await changeRole(deps, owner, { accountId: admin.id, role: 'curator' });
    expect((await authenticateKey(deps, high)).role).toBe('curator');
    expect((await authenticateKey(deps, low)).role).toBe('member');
    await changeRole(deps, owner, { accountId: admin.id, role: 'auditor' });
    await expect(authenticateKey(deps, low)).rejects.toThrow(code('KEY_INVALID'));
    await changeRole(deps, owner, { accountId: admin.id, role: 'admin' });
    await removeMember(deps, owner, admin.id);
    await expect(authenticateKey(deps, low)).rejects.toThrow(code('KEY_INVALID'));
    expect((await listKeys(deps, owner)).every((key) => key.revokedAt !== null)).toBe(true);
  });

  it('note their use once a day', async () => {
    const secret = await keyFor(owner, { name: 'k' });
    const uses = () => deps.database.acts.filter(({ act }) => act.action === 'key.use').length;
    await authenticateKey(deps, secret);
    await authenticateKey(deps, secret);
    expect(uses()).toBe(1);
    deps.clock.advance(24 * HOUR);
    await authenticateKey(deps, secret);
    expect(uses()).toBe(2);
    expect((await listKeys(deps, owner))[0]?.lastUsedAt).toEqual(deps.clock.now());
  });
});

describe('members and groups', () => {
  it('a workspace keeps an owner', async () => {
    const removing = () => removeMember(deps, owner, owner.id);
    await expect(removing()).rejects.toThrow(code('LAST_OWNER'));
    const demoting = changeRole(deps, owner, { accountId: owner.id, role: 'admin' });
    await expect(demoting).rejects.toThrow(code('LAST_OWNER'));
    await changeRole(deps, owner, { accountId: owner.id, role: 'owner' });
    const second = await join('owner', 'second');
    const outcomes = await Promise.allSettled([
      removeMember(deps, owner, second.id),
      removeMember(deps, second, owner.id),
    ]);
    expect(outcomes.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await listMembers(deps, owner)).filter((each) => each.role === 'owner')).toHaveLength(1);
  });

  it('nobody gives, changes or takes a role above their own', async () => {
    const [admin, auditor] = [await join('admin'), await join('auditor')];
    await expect(addMember(deps, admin, { name: 'x', role: 'owner' })).rejects.toThrow(code('ROLE_TOO_HIGH'));
    await expect(changeRole(deps, admin, { accountId: admin.id, role: 'owner' })).rejects.toThrow(
      code('ROLE_TOO_HIGH'),
    );
    await expect(changeRole(deps, admin, { accountId: owner.id, role: 'member' })).rejects.toThrow(
      code('ROLE_TOO_HIGH'),
    );
    await expect(removeMember(deps, admin, auditor.id)).rejects.toThrow(code('ROLE_TOO_HIGH'));
    await expect(addMember(deps, auditor, { name: 'x', role: 'member' })).rejects.toThrow(code('NOT_PERMITTED'));
  });

  it('a change of role or group takes effect on the next request, a removal too', async () => {
    const { account, link } = await addMember(deps, owner, { name: 'Luis', email: 'luis@example.org', role: 'member' });
    const { token } = await redeemLink(deps, { token: link.token });
    const board = await createGroup(deps, owner, { name: 'board' });
    await changeRole(deps, owner, { accountId: account.id, role: 'curator' });
    await addToGroup(deps, owner, { groupId: board.id, accountId: account.id });
    expect(await authenticateSession(deps, token)).toMatchObject({
      role: 'curator',
      groupIds: [...owner.groupIds, board.id].sort(),
    });
    await removeFromGroup(deps, owner, { groupId: board.id, accountId: account.id });
    expect((await authenticateSession(deps, token)).groupIds).toEqual(owner.groupIds);
    await removeMember(deps, owner, account.id);
    await expect(authenticateSession(deps, token)).rejects.toThrow(code('SESSION_ENDED'));
    await expect(removeMember(deps, owner, account.id)).rejects.toThrow(code('MEMBER_NOT_FOUND'));
  });

  it('a name of a person is in the act only under that person', async () => {
    const { account } = await addMember(deps, owner, { name: 'Luis Peña', email: 'l@example.org', role: 'member' });
    const named = deps.database.acts.filter(({ act }) => JSON.stringify(act).includes('Peña'));
    expect(named.map(({ act }) => [act.action, act.personId])).toEqual([['member.add', account.id]]);
  });

  it('refuses bad names and addresses', async () => {
    const add = (name: string, email?: string) =>
      addMember(deps, owner, { name, role: 'member', ...(email === undefined ? {} : { email }) });
    for (const name of ['', '   ', 'a\u0000b', 'x'.repeat(101), 'a\u202Eb'])
      await expect(add(name)).rejects.toThrow(code('NAME_INVALID'));
    for (const email of ['', 'nobody', 'a@b@c', 'a b@c.es', `${'x'.repeat(250)}@a.es`])
      await expect(add('Luis', email)).rejects.toThrow(code('EMAIL_INVALID'));
  });

  it('group names are unique whatever their case, and everyone stays everyone', async () => {
    const board = await createGroup(deps, owner, { name: ' Dirección ' });
    expect(board.name).toBe('Dirección');
    await expect(createGroup(deps, owner, { name: 'DIRECCIÓN' })).rejects.toThrow(code('GROUP_EXISTS'));
    const [everyone] = owner.groupIds;
    const place = { groupId: everyone ?? '', accountId: owner.id };
    await expect(removeFromGroup(deps, owner, place)).rejects.toThrow(code('GROUP_FIXED'));
    await expect(addToGroup(deps, owner, { ...place, groupId: 'x' })).rejects.toThrow(code('GROUP_NOT_FOUND'));
    const stranger = { groupId: board.id, accountId: deps.newId() };
    await expect(addToGroup(deps, owner, stranger)).rejects.toThrow(code('MEMBER_NOT_FOUND'));
  });

  it('a plain member sees only the groups they are in', async () => {
    await createGroup(deps, owner, { name: 'board' });
    expect(await listGroups(deps, owner)).toHaveLength(2);
    expect((await listGroups(deps, await join('member'))).map((group) => group.name)).toEqual(['everyone']);
  });
});
