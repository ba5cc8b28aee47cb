/** The numbered places that an answer rests on. */

import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useOpenPlace } from '../../lib/place.ts';
import type { NumberedCitation } from './number-citations.ts';
import classes from './source-list.module.css';
import { Whereabouts } from './whereabouts.tsx';

export function SourceList({ sources }: { readonly sources: readonly NumberedCitation[] }) {
  const { t } = useTranslation();
  const open = useOpenPlace();
  const heading = useId();
  if (sources.length === 0) return null;
  return (
    <section aria-labelledby={heading} className={classes.sources}>
      <h2 id={heading} className={classes.heading}>
        {t('answer.sources')}
      </h2>
      <ol>
        {sources.map(({ number, citation }) => (
          <li key={number}>
            <button type="button" className={classes.source} onClick={() => open(citation)}>
              <span className={classes.number}>{number}</span>
              <span className={classes.body}>
                <Whereabouts place={citation} />
                <span className={classes.quote}>{citation.quote}</span>
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
