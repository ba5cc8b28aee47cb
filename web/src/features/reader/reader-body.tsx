/** The page or the text of one version. */

import { Loader, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../components/problem.tsx';
import type { DocumentContent } from '../../lib/api-types.ts';
import type { PlaceToOpen } from '../../lib/place.ts';
import type { Span } from './lay-out-text.ts';
import classes from './reader-panel.module.css';
import { boxesQuery, contentQuery } from './reader-queries.ts';
import { TextView } from './text-view.tsx';

const PdfView = lazy(async () => ({ default: (await import('./pdf-view.tsx')).PdfView }));

interface Props {
  readonly documentId: string;
  readonly version: number;
  readonly place: PlaceToOpen;
}

function pageOf(content: DocumentContent, offset: number): number | null {
  return content.pages.find(({ start, end }) => start <= offset && offset < end)?.page ?? null;
}

function Printed({ documentId, content, cited }: { documentId: string; content: DocumentContent; cited: Span | null }) {
  const { t } = useTranslation();
  const boxes = useQuery({
    ...boxesQuery(documentId, content.version, cited ?? { start: 0, end: 0 }),
    enabled: cited !== null && content.hasBoxes,
  });
  const drawn = cited === null ? [] : (boxes.data?.items ?? []);
  const firstPage = drawn[0]?.page ?? (cited ? pageOf(content, cited.start) : null) ?? 1;
  if (boxes.isLoading) return <Waiting />;
  const missing = cited !== null && drawn.length === 0;
  return (
    <>
      {missing ? <p className={classes.hint}>{t('reader.noBoxes')}</p> : null}
      <Suspense fallback={<Waiting />}>
        <PdfView documentId={documentId} content={content} boxes={drawn} firstPage={firstPage} />
      </Suspense>
    </>
  );
}

function Waiting() {
  const { t } = useTranslation();
  return (
    <div className={classes.message}>
      <Loader size="sm" aria-label={t('app.loading')} />
    </div>
  );
}

export function ReaderBody({ documentId, version, place }: Props) {
  const { t } = useTranslation();
  const content = useQuery(contentQuery(documentId, version));
  const [view, setView] = useState<'page' | 'text'>('page');
  const cited = useMemo(
    () => (place.start === null || place.end === null ? null : { start: place.start, end: place.end }),
    [place.start, place.end],
  );
  if (content.isLoading) return <Waiting />;
  if (content.error)
    return (
      <div className={classes.message}>
        <Problem error={content.error} onRetry={() => void content.refetch()} />
      </div>
    );
  if (!content.data) return null;
  const isPdf = content.data.mediaType === 'application/pdf';
  return (
    <>
      {isPdf ? (
        <div className={classes.switch}>
          <SegmentedControl
            size="xs"
            aria-label={t('reader.view')}
            value={view}
            onChange={(value) => setView(value === 'text' ? 'text' : 'page')}
            data={[
              { value: 'page', label: t('reader.asPage') },
              { value: 'text', label: t('reader.asText') },
            ]}
          />
        </div>
      ) : null}
      {isPdf && view === 'page' ? (
        <Printed documentId={documentId} content={content.data} cited={cited} />
      ) : (
        <TextView content={content.data} cited={cited} />
      )}
    </>
  );
}
