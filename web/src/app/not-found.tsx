/** An address that leads nowhere. */

import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../components/empty-state.tsx';
import classes from './door.module.css';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <main className={classes.door}>
      <EmptyState title={t('app.notFoundTitle')} text={t('app.notFoundText')}>
        <Button component={Link} to="/ask">
          {t('app.goToAsk')}
        </Button>
      </EmptyState>
    </main>
  );
}
