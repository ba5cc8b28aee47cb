import type { Span } from './span.ts';

export type TokenKind = 'word' | 'number' | 'code' | 'address' | 'sign';

export interface Token extends Span {
  /** As written: `text.slice(start, end)`. */
  readonly text: string;
  readonly kind: TokenKind;
}

/** Repetitions that could be tried again from every place are bounded, so that time grows with the text and not faster. */
const ADDRESS = String.raw`[\p{L}\p{N}][\p{L}\p{N}._%+-]{0,63}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+|(?:https?:\/\/|www\.)[^\s<>"'«»“”]{0,2000}[\p{L}\p{N}/]`;
/** Letters and digits in one piece or joined by marks: ISO-27001, A4, 2024-05-01, 15/03/2024, RD-1071/2007. */
const CODE = String.raw`(?=[\p{L}\p{N}\-/_.]{0,64}\p{Nd})\p{N}{0,64}\p{L}[\p{L}\p{N}]{0,64}(?:[-/_.][\p{L}\p{N}]+)+|\p{Nd}+(?:[-/_]\p{Nd}+)+|\p{Nd}+[-/_]\p{L}[\p{L}\p{N}]*(?:[-/_.][\p{L}\p{N}]+)*|\p{L}+\p{Nd}[\p{L}\p{N}]*|\p{Nd}+\p{L}[\p{L}\p{N}]*`;
const NUMBER = String.raw`\p{Nd}{1,3}(?:[\u00a0\u202f]\p{Nd}{3})+(?:[.,]\p{Nd}+)?|\p{Nd}+(?:[.,'’]\p{Nd}+)*`;
const WORD = String.raw`\p{L}[\p{L}\p{M}]*(?:['’]\p{L}[\p{L}\p{M}]*)*`;
const SIGN = '[%‰€$£¥°§]';

const TOKEN = new RegExp(
  `(?<address>${ADDRESS})|(?<code>${CODE})|(?<number>${NUMBER})|(?<word>${WORD})|(?<sign>${SIGN})`,
  'gu',
);

const KINDS: readonly TokenKind[] = ['address', 'code', 'number', 'word', 'sign'];

/**
 * Words, numbers (`1.234,56`), codes (`ISO-27001`), addresses and a few signs (`%`, `€`), in order, each kept whole.
 * Marks and white space are left out. Offsets are UTF-16 code units into the text.
 */
export function tokenise(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const kind = KINDS.find((name) => match.groups?.[name] !== undefined) ?? 'word';
    tokens.push({ text: match[0], start: match.index, end: match.index + match[0].length, kind });
  }
  return tokens;
}
