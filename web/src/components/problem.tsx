/** A failure, said in three parts: what happened, what to do, and where to look it up. */

import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { asApiError } from '../lib/api-error.ts';
import { useErrorWords } from '../lib/error-words.ts';
import { Icon } from './icon.tsx';
import classes from './problem.module.css';

interface Props {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
}

export function Problem({ error, onRetry }: Props) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const { report } = asApiError(error);
  const { message, remedy } = words(report);
  return (
    <div className={classes.problem} role="alert">
      <Icon name="warning" />
      <div>
        <p className={classes.message}>{message}</p>
        <p className={classes.remedy}>{remedy}</p>
        <p className={classes.code}>
          {report.code}
          {report.requestId ? ` · ${t('error.request', { id: report.requestId })}` : ''}
        </p>
        {onRetry ? (
          <Button variant="default" size="xs" mt="xs" onClick={onRetry}>
            {t('app.retry')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
