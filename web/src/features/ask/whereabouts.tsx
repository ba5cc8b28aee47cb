/** Title, version, page and path of a place, in one quiet line. */

import { useTranslation } from 'react-i18next';
import classes from './whereabouts.module.css';

interface Props {
  readonly place: {
    readonly title: string;
    readonly document: string;
    readonly version: number;
    readonly page: number | null;
  };
  readonly withTitle?: boolean;
}

export function Whereabouts({ place, withTitle = true }: Props) {
  const { t } = useTranslation();
  const details = [
    place.page === null ? null : t('answer.page', { page: place.page }),
    t('answer.version', { version: place.version }),
    place.document === place.title ? null : place.document,
  ].filter((part) => part !== null);
  return (
    <span className={classes.where}>
      {withTitle ? <span className={classes.title}>{place.title}</span> : null}
      <span className={classes.details}>{details.join(' · ')}</span>
    </span>
  );
}
