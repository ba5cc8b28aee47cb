/** Writes lines and tables as blocks: headings by the look of their letters, list items by their marks. */

import type { TextDraft, TextPart } from '../text-draft.ts';
import type { Element, Table } from './element.ts';
import { bulletLength, type Group, groupLines, isMarked } from './group-lines.ts';
import { collectWords, joinLines } from './hyphenation.ts';
import { measureType, roundTo, type TypeProfile } from './type-profile.ts';

const LARGE = 1.12;
const MAX_LEVEL = 6;

/** @returns the first heading of the highest level, the likely title */
export function writeElements(draft: TextDraft, elements: readonly Element[]): string | null {
  const profile = measureType(elements);
  const words = collectWords(elements.flatMap((element) => (element.kind === 'line' ? [element.text] : [])));
  const groups = groupLines(elements, profile);
  const levels = headingLevels(groups, profile);
  const indents: number[] = [];
  let title: string | null = null;
  for (const group of groups) {
    if (group.kind === 'table') {
      draft.table(group.header, group.rows);
      continue;
    }
    const parts = partsOf(group, words);
    if (!parts.some(({ text }) => /[\p{L}\p{N}]/u.test(text))) continue;
    const level = levels.get(styleOf(group)) ?? 1;
    if (looksLikeHeading(group, profile)) {
      draft.block('heading', level, parts);
      if (level === 1) title ??= parts.map(({ text }) => text).join('');
    } else if (isMarked(textOf(group))) writeItem(draft, group, parts, indents);
    else draft.block('paragraph', 0, parts);
  }
  return title;
}

function writeItem(draft: TextDraft, group: Group, parts: readonly TextPart[], indents: number[]): void {
  const x = group.lines[0]?.x0 ?? 0;
  while (indents.length > 0 && x < (indents.at(-1) ?? 0) - 4) indents.pop();
  if (x > (indents.at(-1) ?? -Infinity) + 4) indents.push(x);
  const bullet = bulletLength(textOf(group));
  draft.block(
    'list-item',
    Math.min(indents.length, MAX_LEVEL),
    bullet > 0 ? dropStart(parts, bullet) : parts,
    bullet > 0 ? '- ' : '',
  );
}

/** Drops the first characters, which may be spread over several parts. */
function dropStart(parts: readonly TextPart[], length: number): TextPart[] {
  let left = length;
  return parts.flatMap((part) => {
    const dropped = Math.min(left, part.text.length);
    left -= dropped;
    return dropped === part.text.length ? [] : [{ ...part, text: part.text.slice(dropped) }];
  });
}

/** Lines joined by spaces, broken words mended; the parts keep their places. */
function partsOf({ lines }: Group, words: ReadonlySet<string>): TextPart[] {
  const parts: TextPart[] = [];
  lines.forEach((line, index) => {
    const above = lines[index - 1];
    const last = parts.at(-1);
    if (above !== undefined && last !== undefined) {
      const joint = joinLines(above.text, line.text, words);
      if (joint === 'space') parts.push({ text: ' ' });
      if (joint === 'drop') parts.splice(-1, 1, { ...last, text: last.text.slice(0, -1) });
    }
    parts.push(...line.parts);
  });
  return parts.map((part) => ({ ...part, text: part.text.replaceAll('\u00ad', '') }));
}

function textOf({ lines }: Group): string {
  return lines.map(({ text }) => text).join(' ');
}

function looksLikeHeading(group: Group, profile: TypeProfile): boolean {
  const text = textOf(group);
  const [first] = group.lines;
  if (first === undefined || text.length > 200 || group.lines.length > 3) return false;
  if (!/\p{L}{2}/u.test(text) || /… ?\S{1,5}$/.test(text) || bulletLength(text) > 0 || /[,;]$/.test(text)) return false;
  if (first.size >= LARGE * profile.bodySize) return group.lines.length < 3 || !text.endsWith('.');
  if (first.size < 0.9 * profile.bodySize || text.length > 120 || group.lines.length > 2 || text.endsWith('.'))
    return false;
  return (first.bold && !profile.isBodyBold) || isCapitals(text);
}

function isCapitals(text: string): boolean {
  return (
    text.length <= 80 &&
    text === text.toUpperCase() &&
    (text.match(/\p{Lu}/gu)?.length ?? 0) >= 4 &&
    !/\d{3}/.test(text)
  );
}

/** Size first, then weight, then capitals: larger sorts before smaller. */
function styleOf(group: Group): number {
  const [first] = group.lines;
  return roundTo(first?.size ?? 0, 0.5) * 4 + (first?.bold ? 2 : 0) + (isCapitals(textOf(group)) ? 1 : 0);
}

function headingLevels(groups: readonly (Group | Table)[], profile: TypeProfile): Map<number, number> {
  const styles = new Set<number>();
  for (const group of groups)
    if (group.kind === 'group' && looksLikeHeading(group, profile)) styles.add(styleOf(group));
  return new Map([...styles].sort((a, b) => b - a).map((style, index) => [style, Math.min(index + 1, MAX_LEVEL)]));
}
