/** Deletes a document after saying what that means. */

import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import { Problem } from '../../components/problem.tsx';
import type { DocumentView } from '../../lib/api-types.ts';
import { send } from '../../lib/request.ts';
import classes from './upload-dialog.module.css';

export function RemoveDocument({ document, onClose }: { document: DocumentView; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => send<void>('DELETE', `/documents/${encodeURIComponent(document.id)}`),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['documents'] });
      void client.invalidateQueries({ queryKey: ['knowledge-bases'] });
      onClose();
    },
  });
  return (
    <Dialog title={t('knowledge.removeTitle', { title: document.title })} opened onClose={onClose}>
      <p>{t('knowledge.removeText', { versions: t('knowledge.removeVersions', { count: document.version }) })}</p>
      {remove.error ? <Problem error={remove.error} /> : null}
      <div className={classes.buttons}>
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('app.cancel')}
        </Button>
        <Button color="red.9" autoContrast loading={remove.isPending} onClick={() => remove.mutate()}>
          {t('knowledge.removeConfirm')}
        </Button>
      </div>
    </Dialog>
  );
}
