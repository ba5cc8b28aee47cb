/** Which reader a document needs: by its content first, by its name only where content cannot tell. */

import { fileTypeFromBuffer } from 'file-type';
import { decodeText } from './decode-text.ts';
import { documentEncrypted, documentTypeUnknown } from './document-errors.ts';
import type { Format } from './format.ts';
import { readZipDirectory } from './zip-directory.ts';

const SAMPLE = 65_536;
const HTML_START = /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b/i;
const NOT_READ_AS_TEXT = /\.(?:rtf|eml|mbox|msg|xml|svg|ps|eps|doc|docx|xls|xlsx|ppt|pptx|odt|ods|odp|epub|pdf)$/i;

/**
 * @throws InputError `DOCUMENT_TYPE_UNKNOWN` when no reader takes it, `DOCUMENT_ENCRYPTED` when it is locked as a whole
 */
export async function identifyFormat(bytes: Uint8Array, name: string): Promise<Format> {
  const head = bytes.subarray(0, SAMPLE);
  if (bytes.length === 0) return 'text';
  if (indexOf(head.subarray(0, 1024), '%PDF-') >= 0) return 'pdf';
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04])) return identifyPacked(bytes, name);
  if (startsWith(head, [0xd0, 0xcf, 0x11, 0xe0])) return rejectOle(bytes);
  const marked = /^(?:\xff\xfe|\xfe\xff|\xef\xbb\xbf|\0\0\xfe\xff)/.test(
    Buffer.from(head.subarray(0, 4)).toString('latin1'),
  );
  const known = marked ? undefined : await fileTypeFromBuffer(head.slice(0, 4100)).catch(() => undefined);
  if (known !== undefined && !known.mime.startsWith('text/') && known.mime !== 'application/xml')
    throw documentTypeUnknown(`it is ${known.mime}`);
  const text = decodeText(wholeUnits(head, bytes.length))?.text;
  if (text === undefined) throw documentTypeUnknown('it is neither text nor a known kind of document');
  return identifyText(text, name);
}

function identifyText(text: string, name: string): Format {
  const ending = /\.[^./]+$/.exec(name.toLowerCase())?.[0] ?? '';
  if (HTML_START.test(text)) return 'html';
  if (text.startsWith('{\\rtf')) throw documentTypeUnknown('it is rich text (RTF)');
  if (NOT_READ_AS_TEXT.test(ending)) throw documentTypeUnknown(`its name ends in ${ending}`);
  if (ending === '.csv' || ending === '.tsv') return 'csv';
  if (/^\.(?:md|markdown|mdown|mdx)$/.test(ending)) return 'markdown';
  if (/^\.x?html?$/.test(ending) && /<[a-z!][^>]*>/i.test(text)) return 'html';
  return 'text';
}

function identifyPacked(bytes: Uint8Array, name: string): Format {
  const entries = readZipDirectory(bytes);
  if (entries === null) {
    if (/\.docx$/i.test(name) || indexOf(bytes.subarray(0, SAMPLE), 'word/') >= 0) return 'docx';
    throw documentTypeUnknown('it is a damaged archive');
  }
  if (entries.some(({ name }) => name === 'word/document.xml')) return 'docx';
  const office = entries.some(({ name }) => name === '[Content_Types].xml');
  throw documentTypeUnknown(office ? 'it is an Office file other than DOCX' : 'it is an archive');
}

/** OLE containers: Office documents with a password, or formats older than those that are read. */
function rejectOle(bytes: Uint8Array): never {
  if (indexOf(bytes, 'E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0') >= 0) throw documentEncrypted();
  throw documentTypeUnknown('it is an older Office or Outlook file');
}

/** Cuts a sample so that no character of four bytes or fewer is torn: at the last line break, else at a multiple of four. */
function wholeUnits(head: Uint8Array, total: number): Uint8Array {
  if (head.length === total) return head;
  const end = head.lastIndexOf(0x0a);
  const isWide = head.includes(0);
  if (end < 0 || isWide) return head.subarray(0, head.length - (head.length % 4));
  return head.subarray(0, end);
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

function indexOf(bytes: Uint8Array, ascii: string): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(ascii, 0, 'latin1');
}
