/** Walks a page and writes its headings, paragraphs, lists, tables, quotes and code as blocks. */

import type { BlockKind } from '#domain/knowledge/ports';
import { attribute, type HtmlNode, isUnseen, tagOf } from './html-node.ts';
import { readTable } from './html-table.ts';
import { rawText } from './inline-text.ts';
import type { TextDraft } from './text-draft.ts';
import { tidy } from './tidy.ts';

interface Place {
  readonly kind: BlockKind;
  /** List depth. */
  readonly level: number;
}

interface Walk {
  readonly draft: TextDraft;
  /** Inline text waiting for the end of its block. */
  pending: string;
  /** Written before the next block: the bullet or number of a list item. */
  mark: { bullet: string; number: string } | null;
  /** Level of the last true heading, under which a paragraph in bold letters is a heading too. */
  lastLevel: number;
}

const BLOCKS = new Set(
  (
    'address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form ' +
    'header hgroup hr html legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul'
  ).split(' '),
);
const MAX_BOLD_HEADING = 100;

export function writeHtml(draft: TextDraft, root: HtmlNode): void {
  const walk: Walk = { draft, pending: '', mark: null, lastLevel: 1 };
  descend(walk, root, { kind: 'paragraph', level: 0 });
  flush(walk, { kind: 'paragraph', level: 0 });
}

function descend(walk: Walk, node: HtmlNode, place: Place): void {
  for (const child of node.childNodes) visit(walk, child, place);
}

function visit(walk: Walk, node: HtmlNode, place: Place): void {
  if (isUnseen(node)) return;
  const tag = tagOf(node);
  const heading = /^h([1-6])$/.exec(tag);
  if (heading !== null) writeHeading(walk, node, Number(heading[1]), place);
  else if (BLOCKS.has(tag)) {
    flush(walk, place);
    visitBlock(walk, node, tag, place);
    flush(walk, place);
  } else if (holdsBlocks(node)) descend(walk, node, place);
  else walk.pending += rawText(node);
}

function visitBlock(walk: Walk, node: HtmlNode, tag: string, place: Place): void {
  if (tag === 'ul' || tag === 'ol') writeList(walk, node, place, tag === 'ol');
  else if (tag === 'table') writeTable(walk, node, place);
  else if (tag === 'pre') walk.draft.block('code', 0, (node.textContent ?? '').replace(/\r\n?/g, '\n'));
  else if (tag === 'p' && place.kind === 'paragraph' && isBoldLine(node))
    walk.draft.block('heading', Math.min(walk.lastLevel + 1, 6), tidy(rawText(node)).replaceAll('\n', ' '));
  else {
    const inner: Place = tag === 'blockquote' ? { kind: 'quote', level: 0 } : place;
    descend(walk, node, inner);
    flush(walk, inner);
  }
}

function writeHeading(walk: Walk, node: HtmlNode, level: number, place: Place): void {
  flush(walk, place);
  walk.lastLevel = level;
  walk.draft.block('heading', level, tidy(rawText(node)).replaceAll('\n', ' '));
}

function writeList(walk: Walk, list: HtmlNode, place: Place, ordered: boolean): void {
  const inner: Place = { kind: 'list-item', level: place.level + 1 };
  let number = Number.parseInt(attribute(list, 'start'), 10) || 1;
  for (const item of list.childNodes) {
    if (tagOf(item) === 'li') {
      walk.mark = ordered ? { bullet: '', number: `${number}. ` } : { bullet: '- ', number: '' };
      number += 1;
      descend(walk, item, inner);
      flush(walk, inner);
      walk.mark = null;
    } else visit(walk, item, inner);
  }
  flush(walk, inner);
}

function writeTable(walk: Walk, node: HtmlNode, place: Place): void {
  const table = readTable(node);
  if (table === null) descend(walk, node, place);
  else {
    const parts = table.rows.map((text) => [{ text }]);
    walk.draft.table(table.header === null ? null : [{ text: table.header }], parts);
  }
}

function flush(walk: Walk, place: Place): void {
  const text = tidy(walk.pending);
  walk.pending = '';
  if (text === '') return;
  const { bullet = '', number = '' } = walk.mark ?? {};
  const isItem = place.kind === 'list-item' && walk.mark !== null;
  walk.mark = null;
  const kind = place.kind === 'list-item' && !isItem ? 'paragraph' : place.kind;
  walk.draft.block(kind, kind === 'list-item' ? place.level : 0, number + text, bullet);
}

/** An inline element that wraps blocks (a link around a card) is walked like a block. */
function holdsBlocks(node: HtmlNode): boolean {
  for (const child of node.childNodes) {
    const tag = tagOf(child);
    if (BLOCKS.has(tag) || /^h[1-6]$/.test(tag) || (tag !== '' && holdsBlocks(child))) return true;
  }
  return false;
}

/** A short paragraph wholly in bold letters is what people write who do not use heading styles. */
function isBoldLine(paragraph: HtmlNode): boolean {
  const text = tidy(rawText(paragraph));
  if (text === '' || text.length > MAX_BOLD_HEADING || /[.,;:!?]$/.test(text) || !/\p{L}{2}/u.test(text)) return false;
  return [...paragraph.childNodes].every(
    (child) => /^(?:strong|b)$/.test(tagOf(child)) || (child.textContent ?? '').trim() === '',
  );
}
