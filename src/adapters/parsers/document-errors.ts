/** Every reason why a document cannot be read, in the words a person sees. None of them holds content of the document. */

import { InputError } from '#kernel/errors';

export const READABLE = 'PDF, DOCX, HTML, Markdown, plain text and CSV';

export const documentEmpty = () =>
  new InputError({
    code: 'DOCUMENT_EMPTY',
    message: 'The file is empty.',
    remedy: 'Check that it was saved or uploaded completely, and add it again.',
  });

export const documentEncrypted = () =>
  new InputError({
    code: 'DOCUMENT_ENCRYPTED',
    message: 'The file is protected with a password, so its text cannot be read.',
    remedy: 'Save a copy without the password and add that copy.',
  });

export const documentDamaged = (why: string, cause?: unknown) =>
  new InputError({
    code: 'DOCUMENT_DAMAGED',
    message: `The file is damaged or incomplete: ${why}.`,
    remedy: 'Open it in the program that made it, save it again, and add the new file.',
    cause,
  });

export const documentTypeUnknown = (what: string) =>
  new InputError({
    code: 'DOCUMENT_TYPE_UNKNOWN',
    message: `This kind of file is not read: ${what}. Medida reads ${READABLE}.`,
    remedy: 'Save it as one of these kinds and add that file.',
    details: { readable: ['pdf', 'docx', 'html', 'markdown', 'text', 'csv'] },
  });

export const documentTooLarge = (what: string, limit: number) =>
  new InputError({
    code: 'DOCUMENT_TOO_LARGE',
    message: `The document is too large: ${what}.`,
    remedy: 'Split it into smaller documents, or raise the limit in the configuration.',
    details: { limit },
  });

export const documentHasNoText = () =>
  new InputError({
    code: 'DOCUMENT_HAS_NO_TEXT',
    message: 'The document holds no text: it is empty of content, a scan, or holds only pictures.',
    remedy: 'Leave it out if it has no content; run text recognition (OCR) on a scan and add the result.',
  });
