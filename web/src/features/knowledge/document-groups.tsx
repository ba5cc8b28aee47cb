/** Changes who may see a document. */

import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import { Problem } from '../../components/problem.tsx';
import type { DocumentView } from '../../lib/api-types.ts';
import { send } from '../../lib/request.ts';
import { GroupChoice } from './group-choice.tsx';
import classes from './upload-dialog.module.css';

export function DocumentGroups({ document, onClose }: { document: DocumentView; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [groups, setGroups] = useState<readonly string[]>(document.groups);
  const save = useMutation({
    mutationFn: () => send<unknown>('PATCH', `/documents/${encodeURIComponent(document.id)}`, { groups }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['documents'] });
      onClose();
    },
  });
  return (
    <Dialog title={t('knowledge.groupsTitle', { title: document.title })} opened onClose={onClose}>
      <GroupChoice
        label={t('knowledge.columns.groups')}
        description={t('knowledge.groupsHelp')}
        placeholder=""
        value={groups}
        onChange={setGroups}
      />
      {save.error ? <Problem error={save.error} /> : null}
      <div className={classes.buttons}>
        <Button variant="default" onClick={onClose}>
          {t('app.cancel')}
        </Button>
        <Button loading={save.isPending} disabled={groups.length === 0} onClick={() => save.mutate()}>
          {t('knowledge.save')}
        </Button>
      </div>
    </Dialog>
  );
}
