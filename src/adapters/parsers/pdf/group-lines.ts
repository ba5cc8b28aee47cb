/** Which lines make one paragraph. */

import type { Element, Line, Table } from './element.ts';
import type { TypeProfile } from './type-profile.ts';

export interface Group {
  readonly kind: 'group';
  readonly lines: readonly Line[];
}

const SAME_SIZE = 0.08;
const LOOSE = 1.25;
/** A sentence that goes on bridges gaps up to this. */
const FAR = 1.8;
const ENDS = /[.!?:;…]["'”’»)\]]*$/;
const LEADS_TO_PAGE = /… ?\S{1,5}$/;
export const LIST_MARK =
  /^(?:[•●▪▫◦‣·○■□◆➢➤►✓✔*–—-] ?(?=\S)|(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]|\([A-Z]\)) (?=["'“‘«(¿¡]?\p{L}))/u;
const BULLET = /^[•●▪▫◦‣·○■□◆➢➤►✓✔]|^[*–—-] /;

/** Length of the bullet at the start of a line, with the blanks after it; 0 when there is none. */
export function bulletLength(text: string): number {
  return BULLET.test(text) ? (LIST_MARK.exec(text)?.[0].length ?? 0) : 0;
}

export function isMarked(text: string): boolean {
  return bulletLength(text) > 0 || (LIST_MARK.test(text) && !/^[*–—-]/.test(text));
}

export function groupLines(elements: readonly Element[], profile: TypeProfile): (Group | Table)[] {
  const groups: ({ kind: 'group'; lines: Line[] } | Table)[] = [];
  for (const element of elements) {
    const last = groups.at(-1);
    if (element.kind === 'table') groups.push(element);
    else if (last?.kind === 'group' && !startsNew(last.lines, element, profile)) last.lines.push(element);
    else groups.push({ kind: 'group', lines: [element] });
  }
  return groups;
}

function startsNew(lines: readonly Line[], line: Line, profile: TypeProfile): boolean {
  const above = lines.at(-1);
  if (above === undefined || above.bold !== line.bold) return true;
  if (Math.abs(above.size - line.size) > SAME_SIZE * Math.max(above.size, line.size)) return true;
  if (isMarked(line.text) || LEADS_TO_PAGE.test(above.text)) return true;
  const isBelow = line.page === above.page && line.baseline > above.baseline;
  if (!isBelow || Math.abs(line.left - above.left) > 1) return !flowsOn(above, line);
  const pitch = (line.baseline - above.baseline) / (profile.pitch * line.size);
  if (/[\p{L}\d][-\u2010\u00ad]$/u.test(above.text) && pitch < FAR) return false;
  if (/^\p{Ll}/u.test(line.text) && !ENDS.test(above.text) && pitch < FAR) return false;
  if (pitch > LOOSE) return true;
  if (line.size > 1.15 * profile.bodySize && line.bold === above.bold) return false;
  const isIndented = line.x0 - above.x0 > 0.8 * line.size && !isMarked(lines[0]?.text ?? '');
  return (isIndented && ENDS.test(above.text)) || isBrokenOnPurpose(above, line);
}

/** Over the end of a column or page a paragraph goes on when its sentence does. */
function flowsOn(above: Line, line: Line): boolean {
  return !ENDS.test(above.text) && /^[\p{Ll}(]/u.test(line.text) && line.text.length > 2;
}

/** The first word of this line would have fitted on the line above: somebody wanted a new line there. */
function isBrokenOnPurpose(above: Line, line: Line): boolean {
  const letter = (line.x1 - line.x0) / Math.max(line.text.length, 1);
  const word = (line.text.split(' ', 1)[0]?.length ?? 0) * letter;
  return above.right - above.x1 > word + 3 * letter;
}
