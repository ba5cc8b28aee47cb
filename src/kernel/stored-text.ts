/** The one form in which text of documents is stored, so that offsets, hashes and searches mean the same everywhere. */

const NOT_STORABLE = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/**
 * Line ends become LF, NUL and lone surrogates become U+FFFD, and the whole is brought to Unicode NFC. Idempotent.
 * Joining two results with white space between them gives a result again.
 */
export function normaliseText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(NOT_STORABLE, '\uFFFD').normalize('NFC');
}
