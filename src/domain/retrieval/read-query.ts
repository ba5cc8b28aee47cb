import { queryEmpty, queryTooLong } from './errors.ts';

/** Longest question in UTF-16 code units, after trimming. */
export const QUERY_LIMIT = 2_000;

// Control and format characters, lone surrogates: nothing that a person meant to search for.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}]+/gu;

/**
 * A question as searched: control characters out, white space single, NFC, trimmed.
 * @throws QueryError `QUERY_EMPTY`, `QUERY_TOO_LONG`
 */
export function readQuery(query: string): string {
  const trimmed = query.trim();
  if (trimmed.length > QUERY_LIMIT) throw queryTooLong(trimmed.length, QUERY_LIMIT);
  const clean = trimmed.replace(UNPRINTABLE, ' ').replace(/\s+/g, ' ').trim().normalize('NFC');
  if (clean === '') throw queryEmpty();
  return clean;
}
