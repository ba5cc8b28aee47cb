/** The members of the workspace. */

import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../components/problem.tsx';
import type { AddedMember, Member } from '../../lib/api-types.ts';
import { useGroupLabel } from '../../lib/group-label.ts';
import { groupsQuery } from '../../lib/queries.ts';
import { send } from '../../lib/request.ts';
import { useMay } from '../../lib/session.ts';
import classes from './account-page.module.css';
import { membersQuery } from './account-queries.ts';
import { Confirm } from './confirm.tsx';
import { MemberRow } from './member-row.tsx';
import { NewMember } from './new-member.tsx';
import { SecretOnce } from './secret-once.tsx';

function ReadOnlyRow({ member }: { readonly member: Member }) {
  const { t } = useTranslation();
  const groupLabel = useGroupLabel();
  return (
    <li>
      <span className={classes.who}>
        <strong>{member.name}</strong>
        <span>
          {[member.email, t(`account.roles.${member.role}`), member.groups.map(groupLabel).join(', ')]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
    </li>
  );
}

export function MembersSection() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const mayManage = useMay('member.manage');
  const members = useQuery(membersQuery);
  const groups = useQuery(groupsQuery);
  const [adding, setAdding] = useState(false);
  const [added, setAdded] = useState<AddedMember | null>(null);
  const [removing, setRemoving] = useState<Member | null>(null);
  const remove = useMutation({
    mutationFn: (member: Member) => send<void>('DELETE', `/members/${encodeURIComponent(member.id)}`),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['members'] });
      setRemoving(null);
    },
  });
  return (
    <section className={classes.section} aria-label={t('account.members')}>
      <div className={classes.head}>
        <h2>{t('account.members')}</h2>
        {mayManage ? (
          <Button variant="default" size="xs" onClick={() => setAdding(true)}>
            {t('account.newMember')}
          </Button>
        ) : null}
      </div>
      <p className={classes.help}>{t('account.membersHelp')}</p>
      {members.error ? <Problem error={members.error} onRetry={() => void members.refetch()} /> : null}
      <ul className={classes.rows}>
        {(members.data?.items ?? []).map((member) =>
          mayManage ? (
            <MemberRow
              key={member.id}
              member={member}
              groups={groups.data?.items ?? []}
              onRemove={() => setRemoving(member)}
            />
          ) : (
            <ReadOnlyRow key={member.id} member={member} />
          ),
        )}
      </ul>
      {adding ? (
        <NewMember
          onClose={() => setAdding(false)}
          onCreated={(member) => {
            setAdding(false);
            setAdded(member);
          }}
        />
      ) : null}
      {added ? (
        <SecretOnce
          title={t('account.memberLink', { name: added.name })}
          help={t('account.memberLinkHelp')}
          secret={new URL(added.link, window.location.origin).toString()}
          copyLabel={t('account.copyLink')}
          onClose={() => setAdded(null)}
        />
      ) : null}
      {removing ? (
        <Confirm
          title={t('account.removeMemberTitle', { name: removing.name })}
          text={t('account.removeMemberText')}
          action={t('account.removeMember')}
          pending={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate(removing)}
          onClose={() => setRemoving(null)}
        />
      ) : null}
    </section>
  );
}
