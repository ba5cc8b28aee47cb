/** Walks the syntax tree of a Markdown document and writes its blocks. */

import type { BlockKind } from '#domain/knowledge/ports';
import { parsePage } from './parse-html.ts';
import type { TextDraft } from './text-draft.ts';
import { tidy } from './tidy.ts';
import { writeHtml } from './write-html.ts';

/** The parts of a syntax tree node (mdast) that are read. */
export interface MarkdownNode {
  readonly type: string;
  readonly value?: string;
  readonly depth?: number;
  readonly ordered?: boolean | null | undefined;
  readonly start?: number | null | undefined;
  readonly url?: string;
  readonly children?: readonly MarkdownNode[];
}

interface Place {
  readonly kind: BlockKind;
  /** List depth. */
  readonly level: number;
}

/** @returns the text of the first heading of depth 1, or of the first heading at all */
export function writeMarkdown(draft: TextDraft, tree: MarkdownNode): string | null {
  for (const node of tree.children ?? []) writeNode(draft, node, { kind: 'paragraph', level: 0 });
  const headings = (tree.children ?? []).filter(({ type }) => type === 'heading');
  const first = headings.find(({ depth }) => depth === 1) ?? headings[0];
  return first === undefined ? null : plain(first);
}

function writeNode(draft: TextDraft, node: MarkdownNode, place: Place): void {
  const writer = WRITERS[node.type] ?? writeChildren;
  writer(draft, node, place);
}

type Writer = (draft: TextDraft, node: MarkdownNode, place: Place) => void;

const nothing: Writer = () => undefined;

const WRITERS: Readonly<Record<string, Writer>> = {
  heading: (draft, node) => draft.block('heading', node.depth ?? 1, plain(node).replaceAll('\n', ' ')),
  paragraph: (draft, node, place) => draft.block(place.kind === 'quote' ? 'quote' : 'paragraph', 0, plain(node)),
  code: (draft, node) => draft.block('code', 0, node.value ?? ''),
  html: (draft, node) => writeHtml(draft, parsePage(node.value ?? '')),
  list: (draft, node, place) => writeList(draft, node, place.level + 1),
  table: (draft, node) => writeTable(draft, node),
  blockquote: (draft, node, place) => writeChildren(draft, node, { kind: 'quote', level: place.level }),
  definition: nothing,
  thematicBreak: nothing,
};

function writeChildren(draft: TextDraft, node: MarkdownNode, place: Place): void {
  for (const child of node.children ?? []) writeNode(draft, child, place);
}

function writeList(draft: TextDraft, list: MarkdownNode, level: number): void {
  let number = list.start ?? 1;
  for (const item of list.children ?? []) {
    const [first, ...rest] = item.children ?? [];
    if (first?.type === 'paragraph') {
      const text = plain(first);
      const isOrdered = list.ordered === true;
      if (text !== '') draft.block('list-item', level, isOrdered ? `${number}. ${text}` : text, isOrdered ? '' : '- ');
    } else if (first !== undefined) writeNode(draft, first, { kind: 'paragraph', level });
    for (const child of rest) writeNode(draft, child, { kind: 'paragraph', level });
    number += 1;
  }
}

function writeTable(draft: TextDraft, table: MarkdownNode): void {
  const lines = (table.children ?? []).map((row) =>
    (row.children ?? [])
      .map((cell) => plain(cell).replaceAll('\n', ' '))
      .join(' | ')
      .replace(/(?: \| )+$/, ''),
  );
  const [header = '', ...rows] = lines;
  const isNamed = header.replace(/[\s|]/g, '') !== '';
  draft.table(
    isNamed ? [{ text: header }] : null,
    rows.map((text) => [{ text }]),
  );
}

function plain(node: MarkdownNode): string {
  return tidy(raw(node));
}

/** Line ends inside a paragraph are blanks; only a hard break is a line end. */
function raw(node: MarkdownNode): string {
  if (node.type === 'break' || (node.type === 'html' && /^<br\s*\/?>$/i.test(node.value ?? ''))) return '\n';
  if (/^(?:html|image|imageReference|footnoteReference)$/.test(node.type)) return '';
  if (node.value !== undefined) return node.type === 'inlineCode' ? node.value : node.value.replace(/\s+/g, ' ');
  const text = (node.children ?? []).map(raw).join('');
  const address = node.type === 'link' ? /^mailto:([^?]+@[^?]+)/i.exec(node.url ?? '')?.[1] : undefined;
  return address === undefined || text.toLowerCase().includes(address.toLowerCase()) ? text : `${text} (${address})`;
}
