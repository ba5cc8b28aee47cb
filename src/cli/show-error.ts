import type { ErrorReport } from '#kernel/errors';
import type { Language } from '#kernel/language';
import { spanishError } from '../../contracts/spanish-error.ts';
import { wordsOf } from './words.ts';

/** Refused files and failed documents have no details. */
type Failure = Pick<ErrorReport, 'code' | 'message' | 'remedy' | 'details'>;

export function showError(error: Failure, language: Language): string {
  const { message, remedy } = errorWords(error, language);
  return `${message}\n${wordsOf(language).remedy}: ${remedy} (${error.code})\n`;
}

/** Our own words where the code has some in this language, otherwise those of the error. */
export function errorWords(error: Failure, language: Language): { message: string; remedy: string } {
  const { code, message, remedy, details } = error;
  return (language === 'es' ? spanishError(code, details) : null) ?? { message, remedy };
}
