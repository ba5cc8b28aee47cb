/** An address that leads nowhere. */

import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../components/page-header.tsx';
import classes from './door.module.css';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <main className={classes.door}>
      <PageHeader title={t('app.notFoundTitle')} lead={t('app.notFoundText')} />
      <Button component={Link} to="/ask" className={classes.way}>
        {t('app.goToAsk')}
      </Button>
    </main>
  );
}
