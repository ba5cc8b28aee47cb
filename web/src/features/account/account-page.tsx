/** Account: who am I here, which keys and members there are. */

import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../components/page-header.tsx';
import { Problem } from '../../components/problem.tsx';
import type { Session } from '../../lib/api-types.ts';
import { useGroupLabel } from '../../lib/group-label.ts';
import { send } from '../../lib/request.ts';
import { useMay, useSession } from '../../lib/session.ts';
import classes from './account-page.module.css';
import { GroupsSection } from './groups-section.tsx';
import { KeysSection } from './keys-section.tsx';
import { MembersSection } from './members-section.tsx';

function Me({ session }: { readonly session: Session }) {
  const { t } = useTranslation();
  const groupLabel = useGroupLabel();
  return (
    <section className={classes.section} aria-label={t('account.me')}>
      <dl className={classes.facts}>
        <dt>{t('account.me')}</dt>
        <dd>{session.account.name}</dd>
        {session.account.email ? (
          <>
            <dt>{t('account.email')}</dt>
            <dd>{session.account.email}</dd>
          </>
        ) : null}
        <dt>{t('account.workspace')}</dt>
        <dd>{session.workspace.title}</dd>
        <dt>{t('account.role')}</dt>
        <dd>{t(`account.roles.${session.role}`)}</dd>
        <dt>{t('account.groups')}</dt>
        <dd>
          {session.groups.map(({ name }) => groupLabel(name)).join(', ')}
          <p className={classes.help}>{t('account.groupsHelp')}</p>
        </dd>
      </dl>
    </section>
  );
}

export function AccountPage({ onSignedOut }: { readonly onSignedOut: () => Promise<void> }) {
  const { t } = useTranslation();
  const session = useSession();
  const mayReadKeys = useMay('key.read');
  const mayReadMembers = useMay('member.read');
  const mayReadGroups = useMay('group.read');
  const leave = useMutation({ mutationFn: () => send<void>('DELETE', '/session'), onSuccess: onSignedOut });
  return (
    <>
      <PageHeader
        title={t('account.title')}
        action={
          <Button variant="default" loading={leave.isPending} onClick={() => leave.mutate()}>
            {t('account.signOut')}
          </Button>
        }
      />
      {leave.error ? <Problem error={leave.error} /> : null}
      {session ? <Me session={session} /> : null}
      {mayReadKeys ? <KeysSection /> : null}
      {mayReadMembers ? <MembersSection /> : null}
      {mayReadGroups ? <GroupsSection /> : null}
    </>
  );
}
