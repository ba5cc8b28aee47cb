/** What an upload would change, in words and counts, with the lists on demand and one confirmation. */

import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Plan, PlanItem } from '../../lib/api-types.ts';
import { useErrorWords } from '../../lib/error-words.ts';
import { useFormat } from '../../lib/format.ts';
import classes from './plan-view.module.css';

interface Props {
  readonly plan: Plan;
  readonly base: string;
  readonly applying: boolean;
  readonly onApply: () => void;
  readonly onDiscard: () => void;
}

const KINDS = ['added', 'changed', 'retried', 'removed'] as const;

/** How many documents an upload would read anew. */
export function documentsToRead(plan: Plan): number {
  return plan.added.length + plan.changed.length + plan.retried.length;
}

function Items({ items }: { readonly items: readonly PlanItem[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ul className={classes.items}>
      {items.map(({ document, sizeBytes, reason }) => (
        <li key={document}>
          <span className={classes.name}>{document}</span>
          <span className={classes.about}>
            {reason && reason !== 'new' ? `${t(`upload.reasons.${reason}`)} · ` : ''}
            {format.bytes(sizeBytes)}
          </span>
        </li>
      ))}
    </ul>
  );
}

export function PlanView({ plan, base, applying, onApply, onDiscard }: Props) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const reading = documentsToRead(plan);
  const work = reading + plan.removed.length;
  const confirm = useRef<HTMLButtonElement>(null);
  // The plan appears while the dialog is already open: what can be done now gets the focus.
  useEffect(() => confirm.current?.focus(), []);
  return (
    <>
      <p className={classes.where}>{t('upload.planIn', { base })}</p>
      {work === 0 && plan.refused.length === 0 ? <p>{t('upload.nothing')}</p> : null}
      <ul className={classes.kinds}>
        {KINDS.map((kind) =>
          plan[kind].length > 0 ? (
            <li key={kind} data-kind={kind}>
              <details>
                <summary>
                  <strong>{t(`upload.${kind}`, { count: plan[kind].length })}</strong>
                  <span className={classes.show}>{t('upload.showList')}</span>
                </summary>
                <Items items={plan[kind]} />
              </details>
            </li>
          ) : null,
        )}
        {plan.unchanged > 0 ? (
          <li className={classes.quiet}>{t('upload.unchanged', { count: plan.unchanged })}</li>
        ) : null}
        {plan.refused.length > 0 ? (
          <li data-kind="refused">
            <strong>{t('upload.refused', { count: plan.refused.length })}</strong>{' '}
            <span className={classes.quiet}>{t('upload.refusedTitle')}</span>
            <ul className={classes.items}>
              {plan.refused.map((refused) => (
                <li key={refused.document}>
                  <span className={classes.name}>{refused.document}</span>
                  <span className={classes.about}>
                    {words(refused).message} {words(refused).remedy}
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ) : null}
      </ul>
      <div className={classes.buttons}>
        <Button variant="default" onClick={onDiscard} disabled={applying}>
          {t(work === 0 ? 'app.close' : 'upload.discard')}
        </Button>
        {work > 0 ? (
          <Button ref={confirm} onClick={onApply} loading={applying}>
            {t('upload.apply', { count: reading })}
          </Button>
        ) : null}
      </div>
    </>
  );
}
