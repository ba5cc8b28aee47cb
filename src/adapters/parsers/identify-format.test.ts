import { describe, expect, it } from 'vitest';
import { drawPdf } from '#test/draw-pdf';
import { packDocx, packZip, wordParagraph } from '#test/pack-zip';
import { identifyFormat } from './identify-format.ts';

const text = (content: string) => new Uint8Array(Buffer.from(content));
const pdf = drawPdf([{ texts: [{ x: 50, y: 50, text: 'Hello' }] }]);
const docx = packDocx(wordParagraph('Hello'));

describe('identifyFormat', () => {
  it.each([
    ['a PDF by any name', pdf, 'report.docx', 'pdf'],
    ['a Word file by any name', docx, 'report.pdf', 'docx'],
    ['a page by any name', text('<!-- x --><!DOCTYPE html><p>Hi'), 'page.txt', 'html'],
    ['a page without a head', text('<p>Hi</p>'), 'page.html', 'html'],
    ['Markdown', text('# Hi'), 'notes.MD', 'markdown'],
    ['a table', text('a;b\n1;2'), 'dir.x/prices.csv', 'csv'],
    ['text without an ending', text('Hi'), 'README', 'text'],
    ['text in UTF-16', new Uint8Array(Buffer.from('\uFEFFHola', 'utf16le')), 'a.txt', 'text'],
    ['nothing', new Uint8Array(), 'empty.pdf', 'text'],
    ['the beginning of a Word file', docx.slice(0, 200), 'cut.docx', 'docx'],
  ])('knows %s', async (_what, bytes, name, format) => {
    expect(await identifyFormat(bytes, name)).toBe(format);
  });

  const ole = (more: string) => new Uint8Array(Buffer.from(`\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1${more}`, 'latin1'));
  it.each([
    [
      'a picture',
      new Uint8Array(Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0', 'latin1')),
      'scan.txt',
      'DOCUMENT_TYPE_UNKNOWN',
    ],
    ['an archive', packZip([{ name: 'a.txt', content: 'a' }]), 'a.docx', 'DOCUMENT_TYPE_UNKNOWN'],
    ['rich text', text('{\\rtf1 Hi}'), 'a.txt', 'DOCUMENT_TYPE_UNKNOWN'],
    ['mail', text('From: a\nTo: b\n\nHi'), 'a.eml', 'DOCUMENT_TYPE_UNKNOWN'],
    ['noise', Uint8Array.from({ length: 500 }, (_value, index) => (index * 89) % 256), 'a.md', 'DOCUMENT_TYPE_UNKNOWN'],
    ['an old Word file', ole('W\0o\0r\0d\0'), 'a.doc', 'DOCUMENT_TYPE_UNKNOWN'],
    ['a locked Office file', ole('E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0'), 'a.docx', 'DOCUMENT_ENCRYPTED'],
  ])('refuses %s', async (_what, bytes, name, code) => {
    await expect(identifyFormat(bytes, name)).rejects.toMatchObject({ code });
  });
});
