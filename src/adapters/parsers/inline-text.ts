/** Text of an element as one run: what a reader sees, line breaks kept. */

import { attribute, type HtmlNode, isUnseen, tagOf } from './html-node.ts';
import { tidy } from './tidy.ts';

const BREAKS = /^(?:br|p|div|li|tr|h[1-6]|dt|dd|section|article|ul|ol|table|blockquote|pre|hr|summary)$/;

export function inlineText(node: HtmlNode): string {
  return tidy(rawText(node));
}

/** Blanks collapsed only at the source of each text, so that the caller can join pieces before tidying. */
export function rawText(node: HtmlNode): string {
  if (isUnseen(node) || isNoteMark(node)) return '';
  if (node.nodeType === 3 || node.nodeType === 4) return (node.textContent ?? '').replace(/\s+/g, ' ');
  const tag = tagOf(node);
  if (tag === 'br') return '\n';
  const inner = [...node.childNodes].map(rawText).join('');
  if (tag === 'a') return inner + hiddenAddress(node, inner);
  if (/^t[dh]$/.test(tag)) return `${inner} `;
  return BREAKS.test(tag) ? `\n${inner}\n` : inner;
}

/** The small numbers that lead to a note, and the arrows that lead back, are no part of the sentence. */
function isNoteMark(node: HtmlNode): boolean {
  return tagOf(node) === 'a' && /^#(?:foot|end)note-/.test(attribute(node, 'href'));
}

/** A mail address that only the link knows is worth reading: "write to us (help@example.org)". */
function hiddenAddress(node: HtmlNode, text: string): string {
  const address = /^mailto:([^?]+@[^?]+)/i.exec(attribute(node, 'href'))?.[1];
  return address === undefined || text.toLowerCase().includes(address.toLowerCase()) ? '' : ` (${address})`;
}
