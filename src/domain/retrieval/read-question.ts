import { questionEmpty, questionNotText, questionTooLong } from './errors.ts';

/** Longest question in UTF-16 code units, after trimming. */
const QUESTION_LIMIT = 2_000;

/** What no keyboard writes: control characters but white space, marks that turn the direction of reading, non-characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const NO_TEXT = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Surrogate}/u;
/** Where a line may break: an invisible space. */
const BREAK = /\u200b/gu;
/** Invisible, and comes along when text is copied: soft hyphens, joiners, byte order marks. */
const FORMAT = /\p{Cf}+/gu;

/**
 * A question as it is searched, asked and recorded: in NFC, without invisible characters, trimmed, runs of white space
 * as one space. It holds at least one letter or digit.
 * @throws QuestionError `QUESTION_EMPTY`, `QUESTION_TOO_LONG`, `QUESTION_NOT_TEXT`
 */
export function readQuestion(question: string): string {
  const raw = question.trim();
  if (raw.length > QUESTION_LIMIT) throw questionTooLong(raw.length, QUESTION_LIMIT);
  if (NO_TEXT.test(raw)) throw questionNotText();
  const text = raw.replace(BREAK, ' ').replace(FORMAT, '').replace(/\s+/gu, ' ').trim().normalize('NFC');
  if (!/[\p{L}\p{N}]/u.test(text)) throw questionEmpty();
  return text;
}
