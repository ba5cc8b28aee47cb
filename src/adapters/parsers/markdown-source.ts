/** What stands around Markdown in real files: front matter, template tags of site generators, attribute lists. */

export interface MarkdownSource {
  readonly title: string | null;
  readonly body: string;
}

const FRONT_MATTER = /^---[ \t]*\n([\s\S]*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|$)/;
/** Fenced blocks and inline code, in which nothing is a template. */
const CODE = /(^(?:```|~~~)[\s\S]*?^(?:```|~~~)[^\n]*$|`[^`\n]*`)/m;

export function readMarkdownSource(text: string): MarkdownSource {
  const source = text.replace(/\r\n?/g, '\n');
  const front = FRONT_MATTER.exec(source);
  const body = front === null ? source : source.slice(front[0].length);
  return {
    title: titleOf(front?.[1] ?? ''),
    body: withNamedTables(body.includes('{') ? withoutTemplates(body) : body),
  };
}

function titleOf(frontMatter: string): string | null {
  const value = /^title[ \t]*:[ \t]*(.*)$/m.exec(frontMatter)?.[1]?.trim() ?? '';
  const plain = /^(["'])(.*)\1$/.exec(value)?.[2] ?? value;
  return plain === '' || /^[>|]/.test(plain) ? null : plain;
}

/** Splits at code, which stays as it is; the pieces between (even positions) lose their template syntax. */
function withoutTemplates(body: string): string {
  const uncommented = body
    .replace(/\{%-?\s*comment\s*-?%\}[\s\S]*?\{%-?\s*endcomment\s*-?%\}/g, '')
    .replace(/\{%-?\s*(?:end)?raw\s*-?%\}/g, '');
  return uncommented
    .split(new RegExp(CODE, 'gm'))
    .map((piece, index) => (index % 2 === 1 ? piece : cleanPiece(piece)))
    .join('');
}

/**
 * A tag alone on its line builds the page and goes; a tag as the target of a link becomes a plain target; a tag inside a
 * sentence stands for the word that it is given, unless that is a path.
 */
function cleanPiece(piece: string): string {
  return piece
    .replace(/\]\(\s*\{%[^%\n]*%\}[^)\s]*\s*\)/g, '](#)')
    .replace(/^[ \t]*(?:\{%[^\n]*?%\}[ \t]*)+$/gm, '')
    .replace(/\{%-?\s*\w+\s+(["'])([^"'\n]*)\1\s*-?%\}/g, (_tag, _quote, word: string) =>
      /[/.]/.test(word) ? '' : word,
    )
    .replace(/\{%[\s\S]{0,500}?%\}/g, '')
    .replace(/[ \t]*\{#[\w-]+\}[ \t]*$/gm, '')
    .replace(/\{:[^}\n]*\}/g, '');
}

/** Some dialects allow a table without a row of names; the standard one knows it only with one, which may be empty. */
function withNamedTables(body: string): string {
  return body.replace(
    /(^|\n[ \t]*\n)(\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*\n)(?=\|)/g,
    (_all, before: string, rule: string) => `${before}${rule.replace(/[^|\n]+/g, ' ')}${rule}`,
  );
}
