/** The groups of the workspace. */

import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../components/problem.tsx';
import type { Group } from '../../lib/api-types.ts';
import { useGroupLabel } from '../../lib/group-label.ts';
import { groupsQuery } from '../../lib/queries.ts';
import { send } from '../../lib/request.ts';
import { useMay } from '../../lib/session.ts';
import classes from './account-page.module.css';

export function GroupsSection() {
  const { t } = useTranslation();
  const groupLabel = useGroupLabel();
  const client = useQueryClient();
  const mayManage = useMay('group.manage');
  const groups = useQuery(groupsQuery);
  const [name, setName] = useState('');
  const create = useMutation({
    mutationFn: () => send<Group>('POST', '/groups', { name: name.trim() }),
    onSuccess: async () => {
      setName('');
      await client.invalidateQueries({ queryKey: ['groups'] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') create.mutate();
  };
  return (
    <section className={classes.section} aria-label={t('account.allGroups')}>
      <div className={classes.head}>
        <h2>{t('account.allGroups')}</h2>
      </div>
      {groups.error ? <Problem error={groups.error} onRetry={() => void groups.refetch()} /> : null}
      <p>{(groups.data?.items ?? []).map(({ name: known }) => groupLabel(known)).join(', ')}</p>
      {mayManage ? (
        <form className={classes.inline} onSubmit={submit}>
          <TextInput
            label={t('account.newGroup')}
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={create.isPending} disabled={name.trim() === ''}>
            {t('account.createGroup')}
          </Button>
        </form>
      ) : null}
      {create.error ? <Problem error={create.error} /> : null}
    </section>
  );
}
