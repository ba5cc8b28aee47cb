/** Which version is shown, and the others. */

import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentDetail } from '../../lib/api-types.ts';
import { useFormat } from '../../lib/format.ts';
import type { PlaceToOpen } from '../../lib/place.ts';
import classes from './reader-panel.module.css';

interface Props {
  readonly document: DocumentDetail;
  readonly version: number;
  readonly onOpen: (place: PlaceToOpen) => void;
}

export function VersionChoice({ document, version, onOpen }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const id = useId();
  if (document.versions.length < 2) return <span className={classes.version}>{t('reader.version', { version })}</span>;
  return (
    <span className={classes.version}>
      <label htmlFor={id}>{t('reader.versions')}</label>
      <select
        id={id}
        value={version}
        onChange={(event) =>
          onOpen({ documentId: document.id, version: Number(event.currentTarget.value), start: null, end: null })
        }
      >
        {document.versions.map(({ number, createdAt }) => (
          <option key={number} value={number}>
            {number === document.version ? t('reader.current', { version: number }) : number} · {format.date(createdAt)}
          </option>
        ))}
      </select>
    </span>
  );
}
