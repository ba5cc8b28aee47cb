/** The formats that are read, each with the version of its reader: a new number makes the next ingestion read again. */

export type Format = 'pdf' | 'docx' | 'html' | 'markdown' | 'text' | 'csv';

export const FORMATS: Readonly<Record<Format, { readonly parser: string; readonly mediaType: string }>> = {
  pdf: { parser: 'pdf@1', mediaType: 'application/pdf' },
  docx: {
    parser: 'docx@1',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
  html: { parser: 'html@1', mediaType: 'text/html' },
  markdown: { parser: 'markdown@1', mediaType: 'text/markdown' },
  text: { parser: 'text@1', mediaType: 'text/plain' },
  csv: { parser: 'csv@1', mediaType: 'text/csv' },
};
