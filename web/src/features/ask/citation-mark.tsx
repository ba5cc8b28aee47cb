/** The number after a statement. Hover or focus shows the quote, a click opens the document at that place. */

import { HoverCard } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useOpenPlace } from '../../lib/place.ts';
import classes from './citation-mark.module.css';
import type { NumberedCitation } from './number-citations.ts';
import { Whereabouts } from './whereabouts.tsx';

export function CitationMark({ number, citation }: NumberedCitation) {
  const { t } = useTranslation();
  const open = useOpenPlace();
  return (
    <HoverCard
      width={360}
      position="top"
      openDelay={120}
      withRoles={false}
      offset={6}
      transitionProps={{ duration: 100 }}
    >
      <HoverCard.Target>
        <button
          type="button"
          className={classes.mark}
          aria-label={t('answer.citation', { number, title: citation.title })}
          onClick={() => open(citation)}
        >
          {number}
        </button>
      </HoverCard.Target>
      <HoverCard.Dropdown className={classes.card}>
        <blockquote className={classes.quote}>{citation.quote}</blockquote>
        <Whereabouts place={citation} />
      </HoverCard.Dropdown>
    </HoverCard>
  );
}
