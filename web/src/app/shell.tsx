/** The frame: the rail in the order of the journey, the page, and beside it the document that was opened. */

import { useMediaQuery } from '@mantine/hooks';
import { Outlet, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { OpenPlaceContext, type PlaceToOpen, placeFromSearch, placeToSearch } from '../lib/place.ts';
import { Rail } from './rail.tsx';
import classes from './shell.module.css';

const ReaderPanel = lazy(async () => ({ default: (await import('../features/reader/index.ts')).ReaderPanel }));

export function Shell() {
  const { t } = useTranslation();
  const { doc, v, s, e } = useSearch({ from: '/workspace' });
  const navigate = useNavigate();
  const narrow = useMediaQuery('(max-width: 64rem)', window.innerWidth <= 1024) ?? false;
  const opener = useRef<HTMLElement | null>(null);
  const place = useMemo(
    () =>
      placeFromSearch({
        ...(doc === undefined ? {} : { doc }),
        ...(v === undefined ? {} : { v }),
        ...(s === undefined ? {} : { s }),
        ...(e === undefined ? {} : { e }),
      }),
    [doc, v, s, e],
  );

  const open = useCallback(
    (next: PlaceToOpen) => {
      if (document.activeElement instanceof HTMLElement && !document.activeElement.closest('[data-reader]'))
        opener.current = document.activeElement;
      void navigate({
        to: '.',
        search: ({ doc: _d, v: _v, s: _s, e: _e, ...rest }: Record<string, unknown>) => ({
          ...rest,
          ...placeToSearch(next),
        }),
        resetScroll: false,
      });
    },
    [navigate],
  );

  const close = useCallback(() => {
    void navigate({
      to: '.',
      search: ({ doc: _d, v: _v, s: _s, e: _e, ...rest }: Record<string, unknown>) => rest,
      resetScroll: false,
    });
  }, [navigate]);

  // Whoever opened the document gets the focus back when it closes.
  const isOpen = place !== null;
  useEffect(() => {
    if (isOpen) return;
    opener.current?.focus({ preventScroll: true });
    opener.current = null;
  }, [isOpen]);

  const covered = narrow && isOpen;
  return (
    <OpenPlaceContext value={open}>
      <a className={classes.skip} href="#content">
        {t('app.skip')}
      </a>
      <div className={classes.shell} data-reading={isOpen || undefined}>
        <Rail compact={isOpen} inert={covered} />
        <main id="content" className={classes.page} tabIndex={-1} inert={covered}>
          <Outlet />
        </main>
        {place ? (
          <Suspense fallback={<aside className={classes.waiting} aria-label={t('reader.label')} />}>
            <ReaderPanel place={place} modal={narrow} onOpen={open} onClose={close} />
          </Suspense>
        ) : null}
      </div>
    </OpenPlaceContext>
  );
}
