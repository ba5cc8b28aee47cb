/** Adds a member; a one-time link comes back. */

import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import { Problem } from '../../components/problem.tsx';
import type { AddedMember, Role } from '../../lib/api-types.ts';
import { send } from '../../lib/request.ts';
import { useSession } from '../../lib/session.ts';
import classes from './account-page.module.css';
import { ROLES } from './account-queries.ts';

interface Props {
  readonly onClose: () => void;
  readonly onCreated: (member: AddedMember) => void;
}

export function NewMember({ onClose, onCreated }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const session = useSession();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('member');
  const create = useMutation({
    mutationFn: () =>
      send<AddedMember>('POST', '/members', {
        name: name.trim(),
        role,
        ...(email.trim() === '' ? {} : { email: email.trim() }),
      }),
    onSuccess: async (member) => {
      await client.invalidateQueries({ queryKey: ['members'] });
      onCreated(member);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <Dialog title={t('account.newMember')} opened onClose={onClose}>
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          data-autofocus
          required
          label={t('account.memberName')}
          maxLength={200}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          type="email"
          label={t('account.memberEmail')}
          autoComplete="off"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('account.role')}
          value={role}
          onChange={(event) => setRole(ROLES.find((known) => known === event.currentTarget.value) ?? 'member')}
          data={ROLES.filter((known) => known !== 'owner' || session?.role === 'owner').map((value) => ({
            value,
            label: t(`account.roles.${value}`),
          }))}
        />
        {create.error ? <Problem error={create.error} /> : null}
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('app.cancel')}
          </Button>
          <Button type="submit" loading={create.isPending} disabled={name.trim() === ''}>
            {t('account.createMember')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
