/** Makes an API key. */

import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import { Problem } from '../../components/problem.tsx';
import type { CreatedKey, Role } from '../../lib/api-types.ts';
import { send } from '../../lib/request.ts';
import { useSession } from '../../lib/session.ts';
import classes from './account-page.module.css';
import { ROLES } from './account-queries.ts';

interface Props {
  readonly onClose: () => void;
  readonly onCreated: (key: CreatedKey) => void;
}

export function NewKey({ onClose, onCreated }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const session = useSession();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('member');
  const [expires, setExpires] = useState('');
  const create = useMutation({
    mutationFn: () =>
      send<CreatedKey>('POST', '/api-keys', {
        name: name.trim(),
        role,
        // The end of the chosen day, where the person is.
        ...(expires === '' ? {} : { expiresAt: new Date(`${expires}T23:59:59`).toISOString() }),
      }),
    onSuccess: async (key) => {
      await client.invalidateQueries({ queryKey: ['api-keys'] });
      onCreated(key);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <Dialog title={t('account.newKey')} opened onClose={onClose}>
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          data-autofocus
          required
          label={t('account.keyName')}
          description={t('account.keyNameHelp')}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('account.keyRole')}
          value={role}
          onChange={(event) => setRole(ROLES.find((known) => known === event.currentTarget.value) ?? 'member')}
          data={ROLES.filter((known) => known !== 'owner' || session?.role === 'owner').map((value) => ({
            value,
            label: t(`account.roles.${value}`),
          }))}
        />
        <TextInput
          type="date"
          label={t('account.keyExpires')}
          description={t('account.keyExpiresHelp')}
          value={expires}
          onChange={(event) => setExpires(event.currentTarget.value)}
        />
        {create.error ? <Problem error={create.error} /> : null}
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('app.cancel')}
          </Button>
          <Button type="submit" loading={create.isPending} disabled={name.trim() === ''}>
            {t('account.createKey')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
