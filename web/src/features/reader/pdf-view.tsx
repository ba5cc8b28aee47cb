/** One page of a PDF as it was printed, with the cited place drawn on it. */

import { useElementSize } from '@mantine/hooks';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Document, Page, pdfjs } from 'react-pdf';
import 'react-pdf/dist/Page/TextLayer.css';
import { Icon } from '../../components/icon.tsx';
import type { Box, DocumentContent } from '../../lib/api-types.ts';
import { apiUrl } from '../../lib/request.ts';
import classes from './pdf-view.module.css';
import { scrollWithin } from './scroll-within.ts';

pdfjs.GlobalWorkerOptions.workerSrc = new URL('pdfjs-dist/build/pdf.worker.min.mjs', import.meta.url).toString();

/** Fonts, character maps and decoders come from our own server; nothing in a document may become code. */
const OPTIONS = {
  cMapUrl: '/pdfjs/cmaps/',
  standardFontDataUrl: '/pdfjs/standard_fonts/',
  wasmUrl: '/pdfjs/wasm/',
  isEvalSupported: false,
};

interface Props {
  readonly documentId: string;
  readonly content: DocumentContent;
  readonly boxes: readonly Box[];
  /** The page to show first. */
  readonly firstPage: number;
}

function Highlight({
  boxes,
  page,
}: {
  readonly boxes: readonly Box[];
  readonly page: DocumentContent['pages'][number];
}) {
  const { t } = useTranslation();
  const here = boxes.filter((box) => box.page === page.page);
  if (here.length === 0) return null;
  return (
    <svg
      className={classes.highlight}
      viewBox={`0 0 ${page.width} ${page.height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={t('reader.highlighted')}
    >
      {here.map(({ x0, y0, x1, y1, start }) => (
        <g key={`${start} ${x0} ${y0}`}>
          <rect x={x0 - 1} y={y0 - 1} width={x1 - x0 + 2} height={y1 - y0 + 2} />
          <line x1={x0 - 1} x2={x1 + 1} y1={y1 + 1} y2={y1 + 1} />
        </g>
      ))}
    </svg>
  );
}

export function PdfView({ documentId, content, boxes, firstPage }: Props) {
  const { t } = useTranslation();
  const { ref, width } = useElementSize();
  const [shown, setShown] = useState(firstPage);
  const [count, setCount] = useState(content.pages.length);
  const url = apiUrl(`/documents/${encodeURIComponent(documentId)}/versions/${content.version}/original?inline=1`);
  const file = useMemo(() => ({ url, withCredentials: true }), [url]);
  const sheet = useRef<HTMLElement>(null);
  const showHighlight = () => {
    const box = sheet.current?.querySelector(`.${classes.highlight} rect`);
    if (sheet.current && box) scrollWithin(sheet.current, box);
  };
  const page = content.pages.find((one) => one.page === shown);
  const cited = boxes[0]?.page;

  useEffect(() => setShown(firstPage), [firstPage]);

  return (
    <div className={classes.view}>
      <div className={classes.pager}>
        <button
          type="button"
          aria-label={t('reader.previous')}
          disabled={shown <= 1}
          onClick={() => setShown(shown - 1)}
        >
          <Icon name="previous" />
        </button>
        <span role="status">{t('reader.pageOf', { page: shown, pages: count })}</span>
        <button
          type="button"
          aria-label={t('reader.next')}
          disabled={shown >= count}
          onClick={() => setShown(shown + 1)}
        >
          <Icon name="next" />
        </button>
        {cited !== undefined && cited !== shown ? (
          <button type="button" className={classes.back} onClick={() => setShown(cited)}>
            {t('reader.toHighlight')}
          </button>
        ) : null}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the page scrolls and has to be reachable with the keyboard */}
      <section ref={sheet} className={classes.scroll} tabIndex={0} aria-label={t('reader.asPage')}>
        <div ref={ref}>
          {width > 0 ? (
            <Document
              file={file}
              options={OPTIONS}
              loading={<p className={classes.note}>{t('app.loading')}</p>}
              error={
                <p className={classes.note} role="alert">
                  {t('reader.pageFailed')}
                </p>
              }
              onLoadSuccess={({ numPages }) => setCount(numPages)}
            >
              <div className={classes.sheet}>
                <Page
                  key={shown}
                  pageNumber={shown}
                  width={Math.min(width, 1100)}
                  renderAnnotationLayer={false}
                  loading={<p className={classes.note}>{t('app.loading')}</p>}
                  onRenderSuccess={showHighlight}
                />
                {page ? <Highlight boxes={boxes} page={page} /> : null}
              </div>
            </Document>
          ) : null}
        </div>
      </section>
    </div>
  );
}
