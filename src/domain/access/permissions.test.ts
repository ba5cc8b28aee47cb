import { describe, expect, it } from 'vitest';
import type { Role } from '#kernel/principal';
import { type Action, can, covers, PERMISSIONS, permissionsOf, ROLES, require } from './permissions.ts';

/** The table once more, the other way round, written by hand: a change has to be made twice, knowingly. */
const EXPECTED: Record<Role, readonly Action[]> = {
  owner: Object.keys(PERMISSIONS) as Action[],
  admin: [
    'search.run',
    'document.read',
    'question.ask',
    'feedback.give',
    'feedback.read',
    'knowledge.write',
    'knowledge.ingest-path',
    'job.read',
    'job.cancel',
    'job.retry',
    'group.read',
    'group.manage',
    'member.read',
    'member.manage',
    'key.read',
    'key.manage',
    'doctor.read',
  ],
  curator: [
    'search.run',
    'document.read',
    'question.ask',
    'feedback.give',
    'feedback.read',
    'knowledge.write',
    'job.read',
    'job.cancel',
    'job.retry',
    'group.read',
  ],
  member: ['search.run', 'document.read', 'question.ask', 'feedback.give'],
  auditor: [
    'search.run',
    'document.read',
    'feedback.read',
    'interaction.read-any',
    'job.read',
    'group.read',
    'member.read',
    'key.read',
    'audit.export',
    'doctor.read',
  ],
};

describe.each(ROLES)('%s', (role) => {
  it.each(Object.keys(PERMISSIONS) as Action[])('%s', (action) => {
    const allowed = EXPECTED[role].includes(action);
    expect(can({ role }, action)).toBe(allowed);
    if (allowed) expect(() => require({ role }, action)).not.toThrow();
    else expect(() => require({ role }, action)).toThrowError(expect.objectContaining({ code: 'NOT_PERMITTED' }));
  });

  it('lists exactly what it may', () => {
    expect([...permissionsOf(role)].sort()).toEqual([...EXPECTED[role]].sort());
  });
});

it('hands out no role that permits more than its own', () => {
  const coveredBy = (role: Role) => ROLES.filter((other) => covers(role, other));
  expect(coveredBy('owner')).toEqual(['owner', 'admin', 'curator', 'member', 'auditor']);
  expect(coveredBy('admin')).toEqual(['admin', 'curator', 'member']);
  expect(coveredBy('curator')).toEqual(['curator', 'member']);
  expect(coveredBy('member')).toEqual(['member']);
  expect(coveredBy('auditor')).toEqual(['auditor']);
});
