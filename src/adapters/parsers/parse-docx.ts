/** Word documents: the archive is checked first, then turned into plain HTML and read like a page. */

import mammoth from 'mammoth';
import { checkArchive } from './check-archive.ts';
import { documentDamaged, documentHasNoText } from './document-errors.ts';
import { FORMATS } from './format.ts';
import type { HtmlNode } from './html-node.ts';
import { inlineText } from './inline-text.ts';
import { parsePage } from './parse-html.ts';
import type { Parse } from './parser.ts';
import { createDraft } from './text-draft.ts';
import { writeHtml } from './write-html.ts';

const STYLES = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Subtitle'] => p:fresh",
  "p[style-name='Quote'] => blockquote:fresh",
  "p[style-name='Intense Quote'] => blockquote:fresh",
];

export const parseDocx: Parse = async ({ bytes, limits }) => {
  checkArchive(bytes, limits);
  const page = parsePage(await toHtml(bytes));
  const root: HtmlNode = page.body ?? page;
  const draft = createDraft(limits.maxCharacters);
  if (inlineText(root) === '') throw documentHasNoText();
  writeHtml(draft, root);
  const heading = page.querySelector('h1');
  return draft.finish({ title: heading === null ? null : inlineText(heading), ...FORMATS.docx });
};

async function toHtml(bytes: Uint8Array): Promise<string> {
  try {
    const options = {
      styleMap: STYLES,
      includeEmbeddedStyleMap: false,
      externalFileAccess: false,
      convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
    };
    return (await mammoth.convertToHtml({ buffer: Buffer.from(bytes) }, options)).value;
  } catch (error) {
    throw documentDamaged('it is no complete Word document', error);
  }
}
