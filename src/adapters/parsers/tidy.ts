/**
 * White space as a reader sees it: invisible characters go, every run of blanks is one space, lines have no blank edges,
 * and no more than one line break stands between two lines.
 */
export function tidy(text: string): string {
  return text
    .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim();
}
