import type { ErrorReport } from '#kernel/errors';
import type { Language } from '#kernel/language';
import { wordsOf } from './words.ts';

export function showError(error: ErrorReport, language: Language): string {
  return `${error.message}\n${wordsOf(language).remedy}: ${error.remedy} (${error.code})\n`;
}
