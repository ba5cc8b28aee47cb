/** Something that is shown once: a key or a link, with a button to copy it. */

import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import { Icon } from '../../components/icon.tsx';
import { LiveRegion } from '../../components/live-region.tsx';
import classes from './account-page.module.css';

interface Props {
  readonly title: string;
  readonly help: string;
  readonly secret: string;
  readonly copyLabel: string;
  readonly onClose: () => void;
}

export function SecretOnce({ title, help, secret, copyLabel, onClose }: Props) {
  const { t } = useTranslation();
  const clipboard = useClipboard({ timeout: 2500 });
  return (
    <Dialog title={title} opened onClose={onClose}>
      <p>{help}</p>
      <p className={classes.secret}>{secret}</p>
      <LiveRegion text={clipboard.copied ? t('account.copied') : ''} />
      <div className={classes.buttons}>
        <Button
          leftSection={<Icon name={clipboard.copied ? 'check' : 'copy'} size={16} />}
          onClick={() => clipboard.copy(secret)}
        >
          {clipboard.copied ? t('account.copied') : copyLabel}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('account.done')}
        </Button>
      </div>
    </Dialog>
  );
}
