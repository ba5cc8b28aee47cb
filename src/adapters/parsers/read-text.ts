/** Text of a document whose bytes are text, or a typed error. */

import { decodeText } from './decode-text.ts';
import { documentEmpty, documentTooLarge, documentTypeUnknown } from './document-errors.ts';
import type { ParseInput } from './parser.ts';

/** Without a byte order mark. @throws InputError `DOCUMENT_EMPTY`, `DOCUMENT_TYPE_UNKNOWN`, `DOCUMENT_TOO_LARGE` */
export function readText({ bytes, limits }: ParseInput, declared: string | null = null): string {
  const decoded = decodeText(bytes, declared);
  if (decoded === null) throw documentTypeUnknown('it is not text');
  const text = decoded.text.replace(/^\uFEFF/, '');
  if (text.trim() === '') throw documentEmpty();
  if (text.length > limits.maxCharacters)
    throw documentTooLarge(`its text is longer than ${limits.maxCharacters} characters`, limits.maxCharacters);
  return text;
}
