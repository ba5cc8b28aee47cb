/** Lines that are there for the page, not for what it says. */

const MOST_WORDS = 12;
/** `Manual BR-200 — Página 3 de 12`, `Page 4`, `- 7 -`, `3 / 12`. */
const PAGE_NUMBER =
  /^(?:.*[\s|·•—–-])?(?:p[áa]g(?:ina|\.)|page|p\.)\s*\d{1,4}(?:\s*(?:de|of|\/)\s*\d{1,4})?$|^[-–—]\s*\d{1,4}\s*[-–—]$|^\d{1,4}\s*\/\s*\d{1,4}$/iu;
/** `2.1 Garantía ........ 14`. */
const LEADER = /(?:\.\s?|…\s?|·\s?){3,}\s*\d{1,4}$/u;
const CONTENTS_TITLE = /^(?:[íi]ndice|contenidos?|sumario|tabla de contenidos?|(?:table of )?contents)$/iu;
const CONTENTS_ROW = /^[^.!?;:]*(?:\d\.[^.!?;:]*)*\D\s\d{1,4}$/u;

/** Indices of such lines; `lines` are in reading order, without white space around them. */
export function pageFurniture(lines: readonly string[]): ReadonlySet<number> {
  const times = new Map<string, number>();
  for (const line of lines) times.set(line, (times.get(line) ?? 0) + 1);
  const found = new Set<number>();
  let contents = false;
  lines.forEach((line, index) => {
    const isRow = LEADER.test(line) || (contents && CONTENTS_ROW.test(line));
    contents = isRow || CONTENTS_TITLE.test(line);
    if (contents || PAGE_NUMBER.test(line) || isRunningHead(line, times.get(line) ?? 0)) found.add(index);
  });
  return found;
}

/** A short line that stands there again, word for word, and is neither a row nor a sentence. */
function isRunningHead(line: string, times: number): boolean {
  const words = line.split(/\s+/).length;
  return times > 1 && words > 1 && words <= MOST_WORDS && /^\p{Lu}/u.test(line) && !/ \| |[.,;:!?]$/u.test(line);
}
