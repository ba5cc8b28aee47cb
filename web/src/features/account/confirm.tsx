/** One question before something that cannot be undone. */

import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import { Problem } from '../../components/problem.tsx';
import classes from './account-page.module.css';

interface Props {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly pending: boolean;
  readonly error: unknown;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

export function Confirm({ title, text, action, pending, error, onConfirm, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog title={title} opened onClose={onClose}>
      <p>{text}</p>
      {error ? <Problem error={error} /> : null}
      <div className={classes.buttons}>
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('app.cancel')}
        </Button>
        <Button color="red.9" loading={pending} onClick={onConfirm}>
          {action}
        </Button>
      </div>
    </Dialog>
  );
}
