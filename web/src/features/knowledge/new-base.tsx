/** Makes a knowledge base: a title for people, a short name for programs, and who may read it. */

import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import { Problem } from '../../components/problem.tsx';
import type { KnowledgeBase } from '../../lib/api-types.ts';
import { send } from '../../lib/request.ts';
import { GroupChoice } from './group-choice.tsx';
import classes from './new-base.module.css';
import { suggestName } from './suggest-name.ts';

interface Props {
  readonly onClose: () => void;
  readonly onCreated: (base: KnowledgeBase) => void;
}

export function NewBase({ onClose, onCreated }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [title, setTitle] = useState('');
  const [name, setName] = useState<string | null>(null);
  const [groups, setGroups] = useState<readonly string[]>([]);
  const shortName = name ?? suggestName(title);
  const create = useMutation({
    mutationFn: () =>
      send<KnowledgeBase>('POST', '/knowledge-bases', {
        name: shortName,
        title: title.trim(),
        ...(groups.length > 0 ? { groups } : {}),
      }),
    onSuccess: async (base) => {
      await client.invalidateQueries({ queryKey: ['knowledge-bases'] });
      onCreated(base);
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <Dialog title={t('knowledge.newBase')} opened onClose={onClose}>
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          data-autofocus
          required
          label={t('knowledge.baseTitle')}
          description={t('knowledge.baseTitleHelp')}
          maxLength={200}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <TextInput
          required
          label={t('knowledge.baseName')}
          description={t('knowledge.baseNameHelp')}
          maxLength={100}
          value={shortName}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <GroupChoice
          label={t('knowledge.columns.groups')}
          placeholder={t('account.everyone')}
          value={groups}
          onChange={setGroups}
        />
        {create.error ? <Problem error={create.error} /> : null}
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('app.cancel')}
          </Button>
          <Button type="submit" loading={create.isPending} disabled={title.trim() === '' || shortName === ''}>
            {t('knowledge.create')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
