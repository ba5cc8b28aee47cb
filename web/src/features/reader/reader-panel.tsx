/** The document beside the page, at the place that was cited; in front of the page where there is no room beside it. */

import { Button, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon.tsx';
import { Problem } from '../../components/problem.tsx';
import type { DocumentDetail } from '../../lib/api-types.ts';
import { useErrorWords } from '../../lib/error-words.ts';
import type { PlaceToOpen } from '../../lib/place.ts';
import { apiUrl } from '../../lib/request.ts';
import { ReaderBody } from './reader-body.tsx';
import classes from './reader-panel.module.css';
import { documentQuery } from './reader-queries.ts';
import { VersionChoice } from './version-choice.tsx';

interface Props {
  readonly place: PlaceToOpen;
  /** Covers the page instead of standing beside it. */
  readonly modal: boolean;
  readonly onOpen: (place: PlaceToOpen) => void;
  readonly onClose: () => void;
}

function Contents({ document, place, onOpen }: { document: DocumentDetail } & Pick<Props, 'place' | 'onOpen'>) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const version = place.version ?? document.version;
  if (version === 0)
    return (
      <div className={classes.message}>
        <p>{t('reader.noVersion')}</p>
        {document.failure ? (
          <p className={classes.failure}>
            {words(document.failure).message} {words(document.failure).remedy}
          </p>
        ) : null}
      </div>
    );
  return (
    <>
      {version === document.version ? null : (
        <div className={classes.outdated} role="note">
          <p>{t('reader.notCurrent', { version, current: document.version })}</p>
          <Button
            variant="default"
            size="xs"
            onClick={() => onOpen({ documentId: document.id, version: document.version, start: null, end: null })}
          >
            {t('reader.openCurrent', { current: document.version })}
          </Button>
        </div>
      )}
      <ReaderBody key={`${document.id} ${version}`} documentId={document.id} version={version} place={place} />
    </>
  );
}

export function ReaderPanel({ place, modal, onOpen, onClose }: Props) {
  const { t } = useTranslation();
  const document = useQuery(documentQuery(place.documentId));
  const title = useRef<HTMLHeadingElement>(null);
  const { documentId, version, start, end } = place;

  // The focus follows to what was opened; the shell gives it back when the document is closed.
  useEffect(() => {
    if (documentId !== '' && (version ?? start ?? end ?? 0) >= 0) title.current?.focus({ preventScroll: true });
  }, [documentId, version, start, end]);

  const Panel = modal ? 'div' : 'aside';
  const shownVersion = document.data ? (version ?? document.data.version) : 0;
  return (
    <Panel
      data-reader
      className={classes.panel}
      aria-label={t('reader.label')}
      {...(modal ? { role: 'dialog', 'aria-modal': true } : {})}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.stopPropagation();
        onClose();
      }}
    >
      <header className={classes.head}>
        <div className={classes.names}>
          <h2 ref={title} tabIndex={-1} className={classes.title}>
            {document.data?.title ?? t('app.loading')}
          </h2>
          {document.data ? <p className={classes.path}>{document.data.document}</p> : null}
        </div>
        <button type="button" className={classes.close} aria-label={t('reader.close')} onClick={onClose}>
          <Icon name="close" />
        </button>
        {document.data && shownVersion > 0 ? (
          <div className={classes.tools}>
            <VersionChoice document={document.data} version={shownVersion} onOpen={onOpen} />
            <a
              className={classes.download}
              href={apiUrl(`/documents/${encodeURIComponent(document.data.id)}/versions/${shownVersion}/original`)}
              download
            >
              <Icon name="download" size={16} /> {t('reader.download')}
            </a>
          </div>
        ) : null}
      </header>
      {document.isLoading ? (
        <div className={classes.message}>
          <Loader size="sm" aria-label={t('app.loading')} />
        </div>
      ) : null}
      {document.error ? (
        <div className={classes.message}>
          <Problem error={document.error} onRetry={() => void document.refetch()} />
        </div>
      ) : null}
      {document.data ? <Contents document={document.data} place={place} onOpen={onOpen} /> : null}
    </Panel>
  );
}
