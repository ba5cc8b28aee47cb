/** What was asked before in this session; one click brings it back. */

import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ask } from './answer-store.ts';
import classes from './history-list.module.css';

interface Props {
  readonly asks: readonly Ask[];
  readonly onShow: (ask: Ask) => void;
}

function noteKey(ask: Ask) {
  switch (ask.state) {
    case 'failed':
      return 'ask.historyFailed';
    case 'stopped':
      return 'ask.historyStopped';
    case 'done':
      return ask.answer?.abstained ? 'ask.historyAbstained' : null;
    default:
      return 'ask.historyRunning';
  }
}

export function HistoryList({ asks, onShow }: Props) {
  const { t } = useTranslation();
  const heading = useId();
  if (asks.length === 0) return null;
  return (
    <section className={classes.history} aria-labelledby={heading}>
      <h2 id={heading}>{t('ask.history')}</h2>
      <ul>
        {asks.map((ask) => {
          const note = noteKey(ask);
          return (
            <li key={ask.key}>
              <button type="button" onClick={() => onShow(ask)}>
                <span className={classes.question}>{ask.question}</span>
                {note ? <span className={classes.note}>{t(note)}</span> : null}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
