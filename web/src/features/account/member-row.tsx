/** One member: role, groups, and the way out. */

import { Button, MultiSelect, NativeSelect } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../components/problem.tsx';
import type { Group, Member, Role } from '../../lib/api-types.ts';
import { send } from '../../lib/request.ts';
import classes from './account-page.module.css';
import { ROLES } from './account-queries.ts';

interface Props {
  readonly member: Member;
  readonly groups: readonly Group[];
  readonly onRemove: () => void;
}

/** One call for each group that was added or taken away. */
async function changeGroups(member: Member, wished: readonly string[], groups: readonly Group[]): Promise<void> {
  const path = (name: string) => {
    const id = groups.find((group) => group.name === name)?.id ?? '';
    return `/groups/${encodeURIComponent(id)}/members/${encodeURIComponent(member.id)}`;
  };
  for (const name of wished) if (!member.groups.includes(name)) await send<void>('PUT', path(name));
  for (const name of member.groups) if (!wished.includes(name)) await send<void>('DELETE', path(name));
}

export function MemberRow({ member, groups, onRemove }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['members'] }),
      client.invalidateQueries({ queryKey: ['session'] }),
    ]);
  const role = useMutation({
    mutationFn: (next: Role) => send<Member>('PATCH', `/members/${encodeURIComponent(member.id)}`, { role: next }),
    onSettled: refresh,
  });
  const membership = useMutation({
    mutationFn: (wished: readonly string[]) => changeGroups(member, wished, groups),
    onSettled: refresh,
  });
  const free = groups.filter(({ everyone }) => !everyone).map(({ name }) => name);
  const fixed = groups.filter(({ everyone }) => everyone).map(({ name }) => name);
  return (
    <li>
      <span className={classes.who}>
        <strong>{member.name}</strong>
        {member.email ? <span>{member.email}</span> : null}
      </span>
      <span className={classes.controls}>
        {free.length > 0 ? (
          <MultiSelect
            w="16rem"
            aria-label={t('account.groupsOf', { name: member.name })}
            placeholder={member.groups.some((name) => free.includes(name)) ? '' : t('account.groups')}
            data={free}
            value={member.groups.filter((name) => free.includes(name))}
            disabled={membership.isPending}
            onChange={(wished) =>
              membership.mutate([...member.groups.filter((name) => fixed.includes(name)), ...wished])
            }
          />
        ) : null}
        <NativeSelect
          aria-label={t('account.roleOf', { name: member.name })}
          value={member.role}
          disabled={role.isPending}
          onChange={(event) => {
            const next = ROLES.find((known) => known === event.currentTarget.value);
            if (next) role.mutate(next);
          }}
          data={ROLES.map((value) => ({ value, label: t(`account.roles.${value}`) }))}
        />
        <Button variant="default" onClick={onRemove}>
          {t('account.removeMember')}
        </Button>
      </span>
      {role.error || membership.error ? <Problem error={role.error ?? membership.error} /> : null}
    </li>
  );
}
