/** Where in which document: what a click on a citation opens, and what the address of the page remembers. */

import { createContext, useContext } from 'react';

export interface PlaceToOpen {
  readonly documentId: string;
  /** Null opens the current version. */
  readonly version: number | null;
  readonly start: number | null;
  readonly end: number | null;
}

/** The same, as it stands in the address. */
export interface PlaceSearch {
  readonly doc?: string;
  readonly v?: number;
  readonly s?: number;
  readonly e?: number;
}

function whole(value: unknown): number | undefined {
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

/** Whatever a person typed into the address, cut down to what makes sense. */
export function readPlaceSearch(search: Readonly<Record<string, unknown>>): PlaceSearch {
  if (typeof search.doc !== 'string' || search.doc === '') return {};
  const version = whole(search.v);
  const start = whole(search.s);
  const end = whole(search.e);
  return {
    doc: search.doc,
    ...(version !== undefined && version > 0 ? { v: version } : {}),
    ...(start !== undefined && end !== undefined && end > start ? { s: start, e: end } : {}),
  };
}

export function placeFromSearch(search: PlaceSearch): PlaceToOpen | null {
  if (search.doc === undefined) return null;
  return { documentId: search.doc, version: search.v ?? null, start: search.s ?? null, end: search.e ?? null };
}

export function placeToSearch(place: PlaceToOpen): PlaceSearch {
  return {
    doc: place.documentId,
    ...(place.version === null ? {} : { v: place.version }),
    ...(place.start === null || place.end === null ? {} : { s: place.start, e: place.end }),
  };
}

export const OpenPlaceContext = createContext<(place: PlaceToOpen) => void>(() => undefined);

/** Opens a document beside the page. Features call it; the shell decides how it is shown. */
export function useOpenPlace(): (place: PlaceToOpen) => void {
  return useContext(OpenPlaceContext);
}
