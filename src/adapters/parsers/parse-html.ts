/** Pages: the main content without navigation, advertisements and scripts. Nothing in a page is ever run or fetched. */

import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { FORMATS } from './format.ts';
import { type HtmlNode, tagOf } from './html-node.ts';
import { inlineText } from './inline-text.ts';
import type { Parse } from './parser.ts';
import { readText } from './read-text.ts';
import { createDraft } from './text-draft.ts';
import { writeHtml } from './write-html.ts';

const MIN_MAIN = 200;
/** Share of the page's text below which what was found as its article is more likely a part of it. */
const MIN_SHARE = 0.4;

interface PageElement extends HtmlNode {
  querySelector(selectors: string): PageElement | null;
  querySelectorAll(selectors: string): Iterable<PageElement & { remove(): void }>;
}
interface Page extends PageElement {
  readonly body: PageElement | null;
  readonly documentElement: PageElement | null;
}

export const parseHtml: Parse = async (input) => {
  const html = readText(input, declaredEncoding(input.bytes));
  const page = parsePage(html);
  const draft = createDraft(input.limits.maxCharacters);
  writeHtml(draft, mainContent(page, html));
  const title = page.querySelector('title') ?? page.querySelector('h1');
  return draft.finish({ title: title === null ? null : (title.textContent ?? null), ...FORMATS.html });
};

/** A fragment without `html` and `body` gets both, so that it has a body to read. */
export function parsePage(html: string): Page {
  const whole = /<(?:html|body)\b/i.test(html) ? html : `<html><body>${html}</body></html>`;
  return parseHTML(whole).document as unknown as Page;
}

function mainContent(page: Page, html: string): HtmlNode {
  const body = page.body ?? page.documentElement ?? page;
  for (const noise of body.querySelectorAll('nav, [role=navigation], [role=banner], [role=contentinfo], body > footer'))
    noise.remove();
  const whole = inlineText(body).length;
  const marked = page.querySelector('main, [role=main]') ?? onlyArticle(page);
  if (marked !== null && inlineText(marked).length >= Math.min(MIN_MAIN, whole * MIN_SHARE)) return marked;
  const article = readable(html);
  return article !== null && inlineText(article).length >= Math.max(MIN_MAIN, whole * MIN_SHARE) ? article : body;
}

function onlyArticle(page: Page): HtmlNode | null {
  const articles = [...page.querySelectorAll('article')];
  return articles.length === 1 ? (articles[0] ?? null) : null;
}

/** Readability changes the page that it reads and cannot read every page: it gets its own copy and may fail. */
function readable(html: string): HtmlNode | null {
  try {
    const copy = parsePage(html) as unknown as ConstructorParameters<typeof Readability>[0];
    const content = new Readability<HtmlNode>(copy, { serializer: (node) => node as unknown as HtmlNode }).parse()
      ?.content;
    return content != null && tagOf(content) !== '' ? content : null;
  } catch {
    return null;
  }
}

function declaredEncoding(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  return /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1] ?? null;
}
