/** One question and what became of it. */

import { Button } from '@mantine/core';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { LiveRegion } from '../../components/live-region.tsx';
import { Problem } from '../../components/problem.tsx';
import { Abstention } from './abstention.tsx';
import { AnswerActions } from './answer-actions.tsx';
import type { Ask } from './answer-store.ts';
import classes from './answer-view.module.css';
import { numberCitations } from './number-citations.ts';
import { SourceList } from './source-list.tsx';
import { StatementList } from './statement-list.tsx';

interface Props {
  readonly ask: Ask;
  /** The knowledge bases that were searched, in words. */
  readonly where: string;
  readonly onAgain: () => void;
  readonly onKnowledge: () => void;
}

/** What a screen reader hears while the answer comes, and a sighted person reads beside the pulse. */
function useStatus(ask: Ask): string {
  const { t } = useTranslation();
  switch (ask.state) {
    case 'searching':
      return t('ask.searching');
    case 'reading':
      return t('ask.reading', { count: ask.passages.length });
    case 'stopped':
      return t('ask.stopped');
    case 'done':
      return ask.answer?.abstained ? t('answer.abstained') : t('ask.answered', { count: ask.statements.length });
    case 'failed':
      return '';
  }
}

function Degraded({ reason }: { readonly reason: string }) {
  const { t } = useTranslation();
  return (
    <div className={classes.degraded} role="note">
      <p className={classes.degradedTitle}>{t('answer.degraded')}</p>
      <p>{reason === '' ? t('answer.degradedPlain') : t('answer.degradedText', { reason })}</p>
    </div>
  );
}

export function AnswerView({ ask, where, onAgain, onKnowledge }: Props) {
  const { t } = useTranslation();
  const status = useStatus(ask);
  const { statements, sources } = useMemo(() => numberCitations(ask.statements), [ask.statements]);
  const waiting = ask.state === 'searching' || ask.state === 'reading';
  const { answer } = ask;
  const heading = useRef<HTMLHeadingElement>(null);

  // A new question starts at its top, wherever the page had been scrolled to.
  useEffect(() => {
    if (ask.key) heading.current?.scrollIntoView({ block: 'nearest' });
  }, [ask.key]);

  return (
    <article className={classes.answer} aria-label={t('answer.label')} aria-busy={waiting}>
      <h1 ref={heading} className={classes.question}>
        {ask.question}
      </h1>
      <LiveRegion text={status} />
      {answer?.usage.degraded === undefined ? null : <Degraded reason={answer.usage.degraded} />}
      {answer?.abstained ? (
        <Abstention answer={answer} where={where} onKnowledge={onKnowledge} />
      ) : (
        <StatementList statements={statements} />
      )}
      {waiting ? (
        <p className={classes.waiting} aria-hidden="true">
          <span className={classes.pulse} /> {status}
        </p>
      ) : null}
      {ask.state === 'stopped' ? (
        <p className={classes.note}>
          {status}{' '}
          <Button variant="subtle" size="compact-sm" onClick={onAgain}>
            {t('ask.again')}
          </Button>
        </p>
      ) : null}
      {ask.state === 'failed' ? <Problem error={ask.error} onRetry={onAgain} /> : null}
      {answer?.abstained ? null : <SourceList sources={sources} />}
      {answer ? <AnswerActions key={answer.id} answer={answer} /> : null}
    </article>
  );
}
