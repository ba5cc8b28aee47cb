/** The little of the DOM that reading needs, so that no browser types are asked for. */

export interface HtmlNode {
  /** 1 element, 3 text, 4 CDATA, 9 document. */
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly childNodes: Iterable<HtmlNode>;
  getAttribute?(name: string): string | null;
}

export function tagOf(node: HtmlNode): string {
  return node.nodeType === 1 ? node.nodeName.toLowerCase() : '';
}

export function attribute(node: HtmlNode, name: string): string {
  return node.nodeType === 1 ? (node.getAttribute?.(name) ?? '') : '';
}

const UNSEEN = new Set(
  'script style noscript template svg math head iframe object embed select textarea button input canvas audio video'.split(
    ' ',
  ),
);

/** True for what a reader of the page would not see as text. */
export function isUnseen(node: HtmlNode): boolean {
  if (node.nodeType === 3 || node.nodeType === 4) return false;
  if (node.nodeType !== 1 && node.nodeType !== 9 && node.nodeType !== 11) return true;
  if (UNSEEN.has(tagOf(node))) return true;
  if (node.nodeType !== 1) return false;
  if (attribute(node, 'aria-hidden') === 'true' || /display\s*:\s*none/i.test(attribute(node, 'style'))) return true;
  return node.getAttribute?.('hidden') != null;
}
