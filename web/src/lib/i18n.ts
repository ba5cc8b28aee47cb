/** The language of the page: the one chosen before, else the browser's, else English. Only the one in use is loaded. */

import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Messages } from '../locales/messages.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: Messages };
  }
}

export type UiLanguage = 'es' | 'en';
export const UI_LANGUAGES: readonly { readonly value: UiLanguage; readonly label: string; readonly short: string }[] = [
  { value: 'es', label: 'Español', short: 'ES' },
  { value: 'en', label: 'English', short: 'EN' },
];

const STORED = 'medida.language';

function isUiLanguage(value: unknown): value is UiLanguage {
  return value === 'es' || value === 'en';
}

/** The first language of the list that we speak; regional variants count. */
export function pickLanguage(stored: string | null, wishes: readonly string[]): UiLanguage {
  if (isUiLanguage(stored)) return stored;
  for (const wish of wishes) {
    const base = wish.toLowerCase().split('-')[0];
    if (isUiLanguage(base)) return base;
  }
  return 'en';
}

function remembered(): string | null {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null;
  }
}

type SayError = (
  code: string,
  details?: Readonly<Record<string, unknown>>,
) => { message: string; remedy: string } | null;

/** Loaded with the Spanish messages. */
let sayInSpanish: SayError = () => null;

/** An error of the server in the language of the page; null where the server's own words have to do. */
export const serverErrorWords: SayError = (code, details) =>
  i18next.language === 'es' ? sayInSpanish(code, details) : null;

async function load(language: UiLanguage): Promise<void> {
  if (i18next.hasResourceBundle(language, 'translation')) return;
  if (language === 'en') {
    i18next.addResourceBundle('en', 'translation', (await import('../locales/en.ts')).en satisfies Messages);
    return;
  }
  const [{ es }, { spanishError }] = await Promise.all([
    import('../locales/es.ts'),
    import('../../../contracts/spanish-error.ts'),
  ]);
  sayInSpanish = spanishError;
  i18next.addResourceBundle('es', 'translation', es);
}

export async function startLanguage(): Promise<void> {
  const language = pickLanguage(remembered(), navigator.languages);
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: {},
    interpolation: { escapeValue: false },
  });
  await switchLanguage(language, false);
}

/** Remembers the choice when a person made it. */
export async function switchLanguage(language: UiLanguage, remember = true): Promise<void> {
  await load(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  if (!remember) return;
  try {
    localStorage.setItem(STORED, language);
  } catch {
    // Storage can be forbidden; the choice then lasts as long as the page.
  }
}
